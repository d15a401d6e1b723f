"""Who holds what, on hand-written trees: the model's weights play no part."""

from dataclasses import replace
from itertools import pairwise

from rashomon.model.page import Page, Part
from rashomon.model.statement import Voice
from rashomon.reading.parsing.layers import Layers, Link
from rashomon.reading.parsing.names import Name
from rashomon.reading.voices.interviews import answers
from rashomon.reading.voices.mapping import Holding, VoiceMap, speakers, voice_map
from tests.reading.trees import layers_from

ANALYSTS = (
    "Some DET 2 det | analysts NOUN 3 nsubj | say VERB 0 root | that SCONJ 7 mark | the DET 6 det"
    "| ban NOUN 7 nsubj | failed VERB 3 ccomp | . PUNCT 3 punct"
)
UNTRUE = "This PRON 4 nsubj | is AUX 4 cop | not PART 4 advmod | true ADJ 0 root | . PUNCT 4 punct"


def page_of(layers: Layers, *, author: str | None = None, part: Part | None = None) -> Page:
    text = layers.text
    parts = (part or Part("body", 0, len(text)),)
    return Page("0" * 64, "page.txt", text.encode(), "text/plain", text, parts, author=author)


def mapped(layers: Layers, *, author: str | None = "Ada Quill", part: Part | None = None) -> VoiceMap:
    page = page_of(layers, author=author, part=part)
    return voice_map(page, [(page.parts[0], layers)])


def held(layers: Layers, words: str, found: VoiceMap | None = None) -> tuple[Holding, ...]:
    start = layers.text.index(words)
    return (found or mapped(layers)).holdings(start, start + len(words))


def persons(layers: Layers, *names: str) -> Layers:
    """Mark the first places of these names as persons."""
    for name in names:
        words = name.split()
        at = 0
        while at + len(words) <= len(layers.tokens):
            taken = any(n.span[0] <= at < n.span[1] for n in layers.names)
            if not taken and [layers.word(at + k) for k in range(len(words))] == words:
                layers.names.append(Name((at, at + len(words)), "PER", 1.0))
            at += 1
    layers.names.sort(key=lambda n: n.span)
    return layers


AUTHOR = Voice("author", "Ada Quill")


def test_the_page_speaks_where_nobody_is_reported() -> None:
    layers = layers_from("Prices NOUN 2 nsubj | rose VERB 0 root | . PUNCT 2 punct")
    (holding,) = held(layers, "rose")
    assert (holding.voice, holding.via, holding.commitment) == (AUTHOR, (), "CT+")
    assert mapped(layers, author=None).holdings(0, 3)[0].voice == Voice("outlet")


def test_a_group_is_reported_by_the_author() -> None:
    layers = layers_from(ANALYSTS)
    (holding,) = held(layers, "failed")
    assert (holding.voice, holding.via) == (Voice("group", "Some analysts"), (AUTHOR,))
    assert layers.text[slice(*holding.content)] == "that the ban failed"
    assert held(layers, "say")[0].voice == AUTHOR


def test_what_is_reported_to_be_rejected_is_held_twice() -> None:
    layers = layers_from(ANALYSTS, UNTRUE)
    theirs, own = held(layers, "failed")
    assert (theirs.voice.name, theirs.commitment, theirs.via) == ("Some analysts", "CT+", (AUTHOR,))
    assert (own.voice, own.commitment, own.via) == (AUTHOR, "CT-", ())


def test_agreeing_in_the_next_sentence_rejects_nothing() -> None:
    true = "This PRON 3 nsubj | is AUX 3 cop | true ADJ 0 root | . PUNCT 3 punct"
    assert len(held(layers_from(ANALYSTS, true), "failed")) == 1


def test_a_denial_is_the_denier_s() -> None:
    layers = layers_from(
        "The DET 2 det | government NOUN 3 nsubj | denied VERB 0 root | that SCONJ 6 mark "
        "| troops NOUN 6 nsubj"
        "| fired VERB 3 ccomp | . PUNCT 3 punct"
    )
    (holding,) = held(layers, "fired")
    assert (holding.voice, holding.commitment) == (Voice("group", "government"), "CT-")


def test_rejecting_the_claim_belongs_to_who_rejects() -> None:
    layers = layers_from(
        ANALYSTS,
        "The DET 2 det | ministry NOUN 3 nsubj | rejected VERB 0 root | the DET 5 det | claim NOUN 3 obj "
        "| . PUNCT 3 punct",
    )
    theirs, ministry = held(layers, "failed")
    assert theirs.commitment == "CT+"
    assert (ministry.voice, ministry.commitment, ministry.via) == (
        Voice("group", "ministry"),
        "CT-",
        (AUTHOR,),
    )


def test_a_voice_inside_a_voice() -> None:
    layers = persons(
        layers_from(
            "Orin PROPN 2 nsubj | said VERB 0 root | that SCONJ 6 mark | Bex PROPN 6 nsubj | had AUX 6 aux"
            "| told VERB 2 ccomp | him PRON 6 obj | that SCONJ 10 mark | prices NOUN 10 nsubj "
            "| rose VERB 6 ccomp"
            "| . PUNCT 2 punct"
        ),
        "Orin",
        "Bex",
    )
    (holding,) = held(layers, "rose")
    assert holding.voice == Voice("person", "Bex")
    assert holding.via == (Voice("person", "Orin"), AUTHOR)
    assert held(layers, "told")[0].voice == Voice("person", "Orin")


def test_short_names_pronouns_and_roles_stand_for_the_person() -> None:
    layers = persons(
        layers_from(
            "Rates NOUN 2 nsubj | rose VERB 7 ccomp | , PUNCT 7 punct | analyst NOUN 5 nmod:desc "
            "| Tova PROPN 7 nsubj"
            "| Lind PROPN 5 flat | said VERB 0 root | . PUNCT 7 punct",
            "The DET 2 det | bridge NOUN 7 nsubj | , PUNCT 5 punct | she PRON 5 nsubj "
            "| warned VERB 7 parataxis"
            "| , PUNCT 5 punct | fell VERB 0 root | . PUNCT 7 punct",
            "The DET 2 det | expert NOUN 3 nsubj | added VERB 0 root | that SCONJ 6 mark | trade NOUN 6 nsubj"
            "| slowed VERB 3 ccomp | . PUNCT 3 punct",
            "Lind PROPN 2 nsubj | noted VERB 0 root | that SCONJ 5 mark | wages NOUN 5 nsubj "
            "| shrank VERB 2 ccomp",
        ),
        "Tova Lind",
        "Lind",
    )
    found = mapped(layers)
    for words in ("rose", "bridge", "fell", "slowed", "shrank"):
        (holding,) = held(layers, words, found)
        assert holding.voice == Voice("person", "Tova Lind", "analyst"), words


def test_two_experts_are_not_mixed_up() -> None:
    layers = persons(
        layers_from(
            "Economist NOUN 2 nmod:desc | Orin PROPN 3 nsubj | said VERB 0 root | rates NOUN 5 nsubj "
            "| rose VERB 3 ccomp",
            "Historian NOUN 2 nmod:desc | Bex PROPN 3 nsubj | said VERB 0 root | trade NOUN 5 nsubj "
            "| fell VERB 3 ccomp",
            "The DET 2 det | economist NOUN 3 nsubj | added VERB 0 root | that SCONJ 6 mark "
            "| wages NOUN 6 nsubj"
            "| shrank VERB 3 ccomp",
        ),
        "Orin",
        "Bex",
    )
    assert held(layers, "shrank")[0].voice.name == "Orin"
    assert held(layers, "fell")[0].voice.name == "Bex"


def test_a_quotation_goes_on_with_its_speaker() -> None:
    layers = persons(
        layers_from(
            "“ PUNCT 3 punct | It PRON 3 nsubj | rained VERB 6 ccomp | , PUNCT 3 punct | ” PUNCT 3 punct"
            "| said VERB 0 root | Orin PROPN 6 nsubj | . PUNCT 6 punct",
            "“ PUNCT 4 punct | The DET 3 det | river NOUN 4 nsubj | rose VERB 0 root | fast ADV 4 advmod"
            "| . PUNCT 4 punct | ” PUNCT 4 punct",
        ),
        "Orin",
    )
    assert held(layers, "rained")[0].voice.name == "Orin"
    assert held(layers, "river")[0].voice.name == "Orin"
    assert held(layers, "said")[0].voice == AUTHOR


def test_scare_quotes_stay_with_the_writer() -> None:
    layers = layers_from(
        "The DET 3 det | “ PUNCT 3 punct | reform NOUN 5 nsubj | ” PUNCT 3 punct | failed VERB 0 root "
        "| . PUNCT 5 punct"
    )
    assert held(layers, "reform")[0].voice == AUTHOR


def test_wishes_and_failures_are_no_reports() -> None:
    wish = layers_from(
        "Orin PROPN 2 nsubj | wants VERB 0 root | to PART 4 mark | leave VERB 2 xcomp | . PUNCT 2 punct"
    )
    assert held(wish, "leave")[0].voice == AUTHOR
    failed = layers_from(
        "Arland PROPN 2 nsubj | failed VERB 0 root | to PART 4 mark | support VERB 2 xcomp | it PRON 4 obj"
    )
    failed.links.append(Link(((0, 1),), ((1, 2),), ((2, 5),), 0.6))
    assert held(failed, "support")[0].voice == AUTHOR


def test_joint_announcements_and_according_to() -> None:
    joint = layers_from(
        "Arland PROPN 4 nsubj | and CCONJ 3 cc | Bosk PROPN 1 conj | announced VERB 0 root "
        "| that SCONJ 7 mark"
        "| talks NOUN 7 nsubj | failed VERB 4 ccomp | . PUNCT 4 punct"
    )
    assert held(joint, "failed")[0].voice == Voice("group", "Arland and Bosk")
    view = persons(
        layers_from(
            "According VERB 3 case | to ADP 1 fixed | Orin PROPN 7 obl | , PUNCT 3 punct | the DET 6 det"
            "| ban NOUN 7 nsubj | failed VERB 0 root | . PUNCT 7 punct"
        ),
        "Orin",
    )
    assert held(view, "failed")[0].voice == Voice("person", "Orin")


def test_commenters_speak_for_themselves() -> None:
    layers = layers_from(
        "I PRON 2 nsubj | think VERB 0 root | that SCONJ 5 mark | prices NOUN 5 nsubj | rose VERB 2 ccomp "
        "| . PUNCT 2 punct"
    )
    found = mapped(layers, part=Part("comment", 0, len(layers.text), "Nib"))
    (holding,) = held(layers, "rose", found)
    assert (holding.voice, holding.via) == (Voice("commenter", "Nib"), ())


def test_asking_and_urging_commit_to_nothing() -> None:
    layers = persons(
        layers_from(
            "Orin PROPN 2 nsubj | urged VERB 0 root | Bosk PROPN 2 obj | to PART 5 mark | leave VERB 2 xcomp "
            "| . PUNCT 2 punct"
        ),
        "Orin",
    )
    assert held(layers, "leave")[0].commitment == "UU"


def test_every_character_has_a_holder_and_speakers_count_them_once() -> None:
    layers = layers_from(ANALYSTS, UNTRUE)
    found = mapped(layers)
    spans = [span for span, _ in found.segments()]
    assert spans[0][0] == 0
    assert spans[-1][1] == len(layers.text)
    assert all(a[1] == b[0] for a, b in pairwise(spans))
    assert sum(s.characters for s in speakers(found)) == len(layers.text)
    assert {s.voice.name for s in speakers(found)} == {"Ada Quill", "Some analysts"}


def test_a_headline_names_its_speaker_before_a_colon() -> None:
    layers = persons(
        layers_from(
            "Orin PROPN 5 dep | : PUNCT 1 punct | Prices NOUN 5 nsubj | must AUX 5 aux | fall VERB 0 root",
            "Vela PROPN 3 nsubj | Orin PROPN 1 flat | left VERB 0 root | . PUNCT 3 punct",
        ),
        "Vela Orin",
        "Orin",
    )
    assert held(layers, "fall")[0].voice.name == "Vela Orin"


def test_a_column_before_a_colon_is_no_speaker() -> None:
    layers = persons(
        layers_from(
            "Orchard PROPN 5 dep | : PUNCT 1 punct | Prices NOUN 5 nsubj | must AUX 5 aux | fall VERB 0 root"
        ),
        "Orchard",
    )
    assert held(layers, "fall")[0].voice == AUTHOR


def parted(layers: Layers, sentence: int) -> Layers:
    """The same with a blank line before a sentence."""
    first = layers.sentences[sentence][0]
    at = layers.tokens[first].start
    layers.text = layers.text[: at - 1] + "\n\n" + layers.text[at:]
    for i in range(first, len(layers.tokens)):
        token = layers.tokens[i]
        layers.tokens[i] = replace(token, start=token.start + 1, end=token.end + 1)
    return layers


BLOCK = (
    "The DET 2 det | deal NOUN 3 nsubj | gave VERB 0 root | them PRON 3 iobj | a DET 6 det | goal NOUN 3 obj"
    "| . PUNCT 3 punct"
)


def test_a_paragraph_after_who_writes_is_a_block_quotation() -> None:
    layers = layers_from("As SCONJ 3 mark | Orin PROPN 3 nsubj | writes VERB 0 root | : PUNCT 3 punct", BLOCK)
    layers = parted(persons(layers, "Orin"), 1)
    assert held(layers, "gave")[0].voice.name == "Orin"


def test_a_block_quotation_goes_to_whom_who_stands_for() -> None:
    layers = layers_from(
        "They PRON 2 nsubj | quoted VERB 0 root | Orin PROPN 2 obj | , PUNCT 6 punct | who PRON 6 nsubj"
        "| noted VERB 2 parataxis | : PUNCT 2 punct",
        BLOCK,
    )
    layers = parted(persons(layers, "Orin"), 1)
    assert held(layers, "gave")[0].voice.name == "Orin"
    assert held(layers, "quoted")[0].voice == AUTHOR


def test_a_paragraph_after_a_colon_alone_is_the_page_s() -> None:
    layers = layers_from("The DET 2 det | facts NOUN 0 root | : PUNCT 2 punct", BLOCK)
    assert held(parted(layers, 1), "gave")[0].voice == AUTHOR


def test_what_is_framed_and_then_said_has_two_voices() -> None:
    layers = layers_from(
        "According VERB 3 case | to ADP 1 fixed | Vesna PROPN 7 obl | , PUNCT 3 punct | the DET 6 det"
        "| spokesperson NOUN 3 appos | said VERB 0 root | prices NOUN 9 nsubj | rose VERB 7 ccomp"
    )
    (holding,) = held(layers, "rose")
    assert holding.voice == Voice("person", None, "spokesperson")
    assert [v.name for v in holding.via] == ["Vesna", "Ada Quill"]


def test_the_purpose_of_the_deed_belongs_to_the_charge() -> None:
    layers = layers_from(
        "Traders NOUN 2 nsubj | accused VERB 0 root | the DET 4 det | bank NOUN 2 nsubj | of SCONJ 6 mark"
        "| lying VERB 2 advcl | to PART 8 mark | win VERB 2 advcl | time NOUN 8 obj | . PUNCT 2 punct"
    )
    assert held(layers, "win")[0].voice == Voice("group", "Traders")


def test_a_charge_by_nobody_named_is_not_the_page_s() -> None:
    layers = layers_from(
        "The DET 2 det | bank NOUN 4 nsubj:pass | was AUX 4 aux:pass | accused VERB 0 root | of SCONJ 6 mark"
        "| lying VERB 4 advcl | . PUNCT 4 punct"
    )
    assert held(layers, "lying")[0].voice == Voice("unknown")


def test_an_owner_s_pronoun_is_no_part_of_a_role() -> None:
    layers = persons(
        layers_from(
            "Arland PROPN 8 nsubj | , PUNCT 4 punct | whose PRON 4 nmod:poss | envoy NOUN 1 appos"
            "| , PUNCT 6 punct | Orin PROPN 4 appos | , PUNCT 1 punct | left VERB 0 root | . PUNCT 8 punct",
            "Orin PROPN 2 nsubj | said VERB 0 root | prices NOUN 4 nsubj | rose VERB 2 ccomp",
        ),
        "Orin",
    )
    assert held(layers, "rose")[0].voice == Voice("person", "Orin", "envoy")


def test_words_about_a_speaker_are_not_the_speaker_s() -> None:
    layers = persons(
        layers_from(
            "“ PUNCT 3 punct | It PRON 3 nsubj | rained VERB 6 ccomp | , PUNCT 3 punct | ” PUNCT 3 punct"
            "| said VERB 0 root | Orin PROPN 6 nsubj | , PUNCT 9 punct | smiling VERB 6 parataxis"
            "| . PUNCT 6 punct"
        ),
        "Orin",
    )
    assert held(layers, "smiling")[0].voice == AUTHOR


def test_a_pronoun_goes_to_somebody_of_its_gender() -> None:
    layers = persons(
        layers_from(
            "Mary PROPN 3 nsubj | Quent PROPN 1 flat | spoke VERB 0 root | . PUNCT 3 punct",
            "John PROPN 3 nsubj | Ferl PROPN 1 flat | left VERB 0 root | . PUNCT 3 punct",
            "She PRON 2 nsubj | added VERB 0 root | that SCONJ 5 mark"
            "| prices NOUN 5 nsubj | rose VERB 2 ccomp",
        ),
        "Mary Quent",
        "John Ferl",
    )
    assert held(layers, "rose")[0].voice.name == "Mary Quent"


def test_a_pronoun_is_not_whom_its_own_words_name() -> None:
    layers = persons(
        layers_from(
            "Orin PROPN 2 nsubj | spoke VERB 0 root | . PUNCT 2 punct",
            "Bex PROPN 6 nsubj | , PUNCT 4 punct | he PRON 4 nsubj | said VERB 6 parataxis | , PUNCT 4 punct"
            "| lost VERB 0 root | . PUNCT 6 punct",
        ),
        "Orin",
        "Bex",
    )
    assert held(layers, "lost")[0].voice.name == "Orin"


def test_an_object_is_no_speech() -> None:
    layers = persons(
        layers_from(
            "Orin PROPN 2 nsubj | recalled VERB 0 root | the DET 4 det | ambassador NOUN 2 obj"
            "| without SCONJ 6 mark"
            "| asking VERB 2 advcl | . PUNCT 2 punct"
        ),
        "Orin",
    )
    assert held(layers, "asking")[0].voice == AUTHOR


def test_a_clause_with_a_negated_verb_of_speech_is_no_parenthesis() -> None:
    layers = layers_from(
        "Ships NOUN 2 nsubj | sank VERB 7 ccomp | , PUNCT 7 punct | she PRON 7 nsubj | did AUX 7 aux"
        "| not PART 7 advmod | answer VERB 0 root | the DET 9 det | radio NOUN 7 obj"
    )
    layers.tokens[1] = replace(layers.tokens[1], deprel="dep")
    assert held(layers, "sank")[0].voice == AUTHOR


def test_a_deed_denied_by_its_gerund_is_the_denier_s() -> None:
    layers = layers_from(
        "Orin PROPN 2 nsubj | denied VERB 0 root | hiding VERB 2 advcl | the DET 5 det | losses NOUN 3 obj "
        "| . PUNCT 2 punct"
    )
    (holding,) = held(layers, "hiding")
    assert (holding.voice.name, holding.commitment) == ("Orin", "CT-")


def test_who_is_led_to_believe_holds_it() -> None:
    layers = layers_from(
        "Reports NOUN 2 nsubj | spread VERB 0 root | , PUNCT 4 punct | leading VERB 2 advcl "
        "| many ADJ 6 amod | growers NOUN 8 iobj | to PART 8 mark | believe VERB 4 xcomp "
        "| that SCONJ 11 mark | rates NOUN 11 nsubj | rose VERB 8 ccomp | . PUNCT 2 punct"
    )
    assert held(layers, "rose")[0].voice == Voice("group", "many growers")


def test_a_headline_may_name_its_speaker_last_without_a_comma() -> None:
    layers = layers_from(
        "Prices NOUN 2 nsubj | Fell VERB 5 ccomp | In ADP 4 case | Towns NOUN 2 obl | Says VERB 0 root "
        "| Ministry NOUN 5 nsubj"
    )
    assert held(layers, "Fell")[0].voice == Voice("group", "Ministry")


def test_those_who_convince_themselves_hold_it() -> None:
    layers = layers_from(
        "Voters NOUN 3 nsubj | have AUX 3 aux | convinced VERB 0 root | themselves PRON 3 iobj "
        "| that SCONJ 7 mark | rates NOUN 7 nsubj | rose VERB 3 ccomp | . PUNCT 3 punct"
    )
    assert held(layers, "rose")[0].voice == Voice("group", "Voters")


def test_what_is_called_for_is_open_and_the_caller_s() -> None:
    layers = layers_from(
        "Unions NOUN 2 nsubj | called VERB 0 root | for ADP 5 case | an DET 5 det | increase NOUN 2 obl "
        "| in ADP 7 case | wages NOUN 5 nmod | . PUNCT 2 punct"
    )
    (holding,) = held(layers, "increase")
    assert (holding.voice, holding.commitment) == (Voice("group", "Unions"), "UU")


def test_two_who_tell_a_paper_speak_together() -> None:
    layers = persons(
        layers_from(
            "Rates NOUN 2 nsubj | fell VERB 8 ccomp | , PUNCT 8 punct | Orin PROPN 8 nsubj "
            "| Tam PROPN 4 flat | and CCONJ 7 cc | Bex PROPN 4 conj | told VERB 0 root | the DET 11 det "
            "| Daily PROPN 11 compound | Z PROPN 8 obj | . PUNCT 8 punct"
        ),
        "Bex",
    )
    assert held(layers, "fell")[0].voice == Voice("group", "Orin Tam and Bex")


def test_who_says_it_to_a_poll_is_reported_by_the_poll() -> None:
    layers = layers_from(
        "Most ADJ 2 amod | farmers NOUN 3 nsubj | say VERB 0 root | that SCONJ 6 mark | rates NOUN 6 nsubj "
        "| fell VERB 3 ccomp | , PUNCT 11 punct | according VERB 11 case | to ADP 8 fixed | a DET 11 det "
        "| poll NOUN 6 obl | . PUNCT 3 punct"
    )
    layers.links.append(Link(((9, 11),), ((7, 9),), ((0, 6),), 1.0))
    (holding,) = held(layers, "fell")
    assert holding.voice == Voice("group", "Most farmers")
    assert holding.via == (Voice("unknown", None, "poll"), AUTHOR)


def test_what_another_says_meanwhile_is_not_the_speaker_s() -> None:
    layers = persons(
        layers_from(
            "Orin PROPN 2 nsubj | said VERB 0 root | rates NOUN 4 nsubj | fell VERB 2 ccomp "
            "| , PUNCT 8 punct | while SCONJ 8 mark | Bex PROPN 8 nsubj | said VERB 4 advcl "
            "| prices NOUN 10 nsubj | rose VERB 8 ccomp | . PUNCT 2 punct"
        ),
        "Orin",
        "Bex",
    )
    (holding,) = held(layers, "rose")
    assert (holding.voice, holding.via) == (Voice("person", "Bex"), (AUTHOR,))


def test_a_statement_announced_in_full_runs_to_the_end() -> None:
    layers = layers_from(
        "A DET 2 det | statement NOUN 5 nsubj | from ADP 4 case | unions NOUN 2 nmod | follows VERB 0 root "
        "| : PUNCT 5 punct",
        "Rates NOUN 2 nsubj | fell VERB 0 root | last ADJ 4 amod | year NOUN 2 obl:unmarked | in ADP 6 case "
        "| towns NOUN 2 obl | . PUNCT 2 punct",
        "Prices NOUN 2 nsubj | rose VERB 0 root | again ADV 2 advmod | . PUNCT 2 punct",
    )
    layers = parted(parted(layers, 1), 2)
    for words in ("fell", "rose"):
        assert held(layers, words)[0].voice == Voice("group", "unions"), words


def test_a_claim_called_nonsense_is_held_and_denied() -> None:
    layers = layers_from(
        "Officials NOUN 2 nmod:poss | claim NOUN 0 root | that SCONJ 5 mark | taxes NOUN 5 nsubj"
        "| help VERB 2 acl | is AUX 7 cop | nonsense NOUN 2 ccomp | . PUNCT 7 punct"
    )
    assert [h.commitment for h in held(layers, "help")][-1:] == ["CT-"]


def test_whom_a_report_cites_holds_it() -> None:
    layers = layers_from(
        "Citing VERB 5 advcl | police NOUN 1 obj | , PUNCT 1 punct | officials NOUN 5 nsubj"
        "| said VERB 0 root | prices NOUN 7 nsubj | rose VERB 5 ccomp | . PUNCT 5 punct"
    )
    (holding,) = held(layers, "rose")
    assert holding.voice == Voice("group", "police")
    assert holding.via == (Voice("group", "officials"), AUTHOR)


def test_a_name_given_after_its_noun() -> None:
    layers = layers_from(
        "A DET 2 det | deputy NOUN 5 nsubj | named VERB 2 acl | Orla NOUN 3 xcomp | said VERB 0 root"
        "| prices NOUN 7 nsubj | rose VERB 5 ccomp | . PUNCT 5 punct"
    )
    (holding,) = held(persons(layers, "Orla"), "rose")
    assert holding.voice.name == "Orla"


def test_those_of_whom_a_share_is_told_speak() -> None:
    layers = layers_from(
        "Sixty NUM 2 nummod | percent NOUN 5 nsubj | of ADP 4 case | bakers NOUN 2 nmod | say VERB 0 root"
        "| prices NOUN 7 nsubj | rose VERB 5 ccomp | . PUNCT 5 punct"
    )
    (holding,) = held(layers, "rose")
    assert holding.voice == Voice("group", "bakers")


def test_what_many_call_so_is_theirs() -> None:
    layers = layers_from(
        "It PRON 2 nsubj | stops VERB 0 root | what PRON 5 xcomp | many ADJ 5 nsubj | call VERB 2 acl:relcl"
        "| a DET 7 det | war NOUN 5 xcomp | . PUNCT 2 punct"
    )
    (holding,) = held(layers, "war")
    assert holding.voice == Voice("group", "many")


def test_a_reason_belongs_to_who_gives_it() -> None:
    layers = layers_from(
        "Officials NOUN 2 nsubj | justified VERB 0 root | the DET 4 det | cut NOUN 2 obj | due ADP 7 case"
        "| to ADP 5 fixed | losses NOUN 2 obl | . PUNCT 2 punct"
    )
    (holding,) = held(layers, "due")
    assert holding.voice == Voice("group", "Officials")


def test_answers_on_one_line_belong_to_somebody_unnamed() -> None:
    text = "How is it? - Bad. Prices rose. And you? - Well. They fell."
    assert [text[a:b] for a, b in answers(text, 0, len(text))] == ["Bad. Prices rose. ", "Well. They fell."]
    assert answers("Why? - Because. It rained.", 0, 26) == []
