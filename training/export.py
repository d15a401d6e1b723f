"""A trained checkpoint -> the reading model that ships: ``python -m training.export runs/first/model.pt``.

The encoder becomes one ONNX graph, its matrix products int8 with scales found at run time (one window
is one call, so a scale never depends on another page). Seven bits for the weights, because the
8-bit products of processors without VNNI saturate. The small heads stay float; only their stored
weights are int8, one scale a column, unfolded when the model is loaded.
"""

import argparse
import json
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - torch's own convention

from training.losses import FACTUALITIES, RELATIONS, Labels
from training.network import LAYERS, RELATION_OUTPUTS, WIDTH, ReadingModel, Sizes, base_folder

TARGET = Path(__file__).resolve().parents[1] / "src" / "rashomon" / "resources" / "reader"
OPSET = 20


class Window(nn.Module):
    """One window at once: words, word logits, arcs, sentence embedding."""

    def __init__(self, model: ReadingModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, case: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Ids and letter case (1, subwords), first (words) -> outputs without the batch axis."""
        states = self.model.encoder(ids, case)
        words = states[0].index_select(0, first)
        arcs = self.model.parser(words[None])[0]
        embedding = F.normalize(self.model.embedding(states.mean(1)), dim=-1)[0]
        return words, self.model.tags(words), arcs, embedding


def load(path: Path) -> tuple[ReadingModel, Labels]:
    """A checkpoint in evaluation mode."""
    state = torch.load(path, weights_only=True)
    labels = Labels(**state["labels"])
    model = ReadingModel(Sizes(len(labels.upos), len(labels.names), len(labels.deprels), len(labels.events)))
    model.load_state_dict(state["model"])
    return model.eval(), labels


def export_encoder(model: ReadingModel, folder: Path, *, quantise: bool) -> None:
    """Write encoder.onnx."""
    ids = torch.randint(1000, 2000, (1, 12))
    first = torch.arange(1, 9)
    raw = folder / "encoder.raw.onnx"
    torch.onnx.export(
        Window(model), (ids, torch.zeros_like(ids), first), str(raw), dynamo=False, opset_version=OPSET,
        input_names=["ids", "case", "first"], output_names=["words", "tags", "arcs", "embedding"],
        dynamic_axes={"ids": {1: "subwords"}, "case": {1: "subwords"}, "first": {0: "words"}},
    )  # fmt: skip
    target = folder / "encoder.onnx"
    if not quantise:
        raw.replace(target)
        return
    quantize_dynamic(
        str(raw), str(target), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
    )  # fmt: skip
    raw.unlink()


def export_heads(model: ReadingModel, folder: Path) -> None:
    """Write one small graph per head."""
    words = torch.randn(9, WIDTH)
    spans = torch.tensor([[0, 2], [3, 5]])
    for name, head in model.pairs.items():
        torch.onnx.export(
            head, (words, spans, spans + 1, 2 * spans), str(folder / f"{name}.onnx"),
            dynamo=False, opset_version=OPSET,
            input_names=["words", "a", "b", "around"], output_names=["logits"],
            dynamic_axes={"words": {0: "words"}} | {role: {0: "pairs"} for role in ("a", "b", "around")},
        )  # fmt: skip
        shrink(folder / f"{name}.onnx")
    torch.onnx.export(
        model.parser.labels, (words, words), str(folder / "deprel.onnx"), dynamo=False, opset_version=OPSET,
        input_names=["dependents", "heads"], output_names=["logits"],
        dynamic_axes={"dependents": {0: "words"}, "heads": {0: "words"}},
    )  # fmt: skip
    shrink(folder / "deprel.onnx")


def shrink(path: Path) -> None:
    """Store big weights as int8 with one scale per last-axis column; the graph unfolds them."""
    model = onnx.load(path)
    graph = model.graph
    kept, nodes = [], []
    for initializer in graph.initializer:
        weights = numpy_helper.to_array(initializer)
        if weights.dtype != np.float32 or weights.size < 4096:
            kept.append(initializer)
            continue
        name = initializer.name
        scale = (
            np.maximum(np.abs(weights).max(axis=tuple(range(weights.ndim - 1)), keepdims=True), 1e-8) / 127
        )
        small = np.round(weights / scale).astype(np.int8)
        kept += [
            numpy_helper.from_array(small, f"{name}.int8"),
            numpy_helper.from_array(scale, f"{name}.scale"),
        ]
        nodes.append(helper.make_node("Cast", [f"{name}.int8"], [f"{name}.float"], to=TensorProto.FLOAT))
        nodes.append(helper.make_node("Mul", [f"{name}.float", f"{name}.scale"], [name]))
    old = list(graph.node)
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes + old)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def write_config(model: ReadingModel, labels: Labels, folder: Path, version: str) -> None:
    """Write labels, CRF scores and the checksums of every file."""
    shutil.copy(base_folder() / "vocab.txt", folder / "vocab.txt")
    files = sorted(p for p in folder.iterdir() if p.name != "config.json")
    config = {
        "name": "rashomon-reader",
        "version": version,
        "base": "sentence-transformers/all-MiniLM-L6-v2, Apache-2.0",
        "labels": vars(labels),
        "layers": LAYERS,
        "transitions": model.crf.scores().tolist(),
        "relation_outputs": RELATION_OUTPUTS,
        "relations": RELATIONS,
        "factualities": FACTUALITIES,
        "sha256": {p.name: sha256(p.read_bytes()).hexdigest() for p in files},
    }
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", "utf-8")


def main() -> None:
    """Export a checkpoint."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, default=TARGET)
    parser.add_argument("--version", default="1", help="goes into the extractor field of every statement")
    parser.add_argument("--float", action="store_true", help="no int8, to measure what it costs")
    args = parser.parse_args()
    model, labels = load(args.checkpoint)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with torch.no_grad():
            export_encoder(model, folder, quantise=not args.float)
            export_heads(model, folder)
        write_config(model, labels, folder, args.version)
        args.out.mkdir(parents=True, exist_ok=True)
        for path in sorted(folder.iterdir()):
            shutil.copy(path, args.out / path.name)
            print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
