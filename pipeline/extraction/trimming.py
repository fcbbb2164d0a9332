"""From blocks to the body: what stands above, below and between the paragraphs goes.

The rules look at a block's place and neighbours; what single lines say is asked of `furniture`, what the markup says
of `surroundings`. Rules that could hit a real paragraph ask for a second sign (place, kind, link, length).
"""

from __future__ import annotations

from .blocks import Block
from .furniture import heads_other_articles, is_credit_line, is_furniture
from .strings import cut_off, is_sentence, key, weight
from .surroundings import Surroundings

_REAL = 60  # weight of a sentence that is surely a paragraph
_LONG = 220  # weight of a paragraph that may lack its full stop
_MUCH = 400  # weight of lines above the first paragraph that are too much to be furniture: a list is the text
_REPEATED = 40  # weight from which a repeated line is a template's, and no repeated table value


def trim(blocks: list[Block], around: Surroundings) -> list[Block]:
    """The blocks of the body alone, in order."""
    kept = _from_headline(blocks, around)
    kept = [block for block in kept if block.key not in around.headlines]
    kept = _until_other_article(_without_pointers(kept, around), around)
    kept = [block for block in kept if not is_furniture(block.text)]
    kept = _without_repeats(_below_credit(kept, around), around)
    kept = _without_top(kept, around)
    return _without_tail(kept, around)


def is_real(block: Block) -> bool:
    """Whether a block is surely running text."""
    size = block.weight
    return block.kind != "heading" and ((size >= _REAL and block.is_sentence) or size >= _LONG)


def _until_other_article(blocks: list[Block], around: Surroundings) -> list[Block]:
    """Cut at the headline of another article, once this one has begun."""
    begun = 0
    for at, block in enumerate(blocks):
        if begun >= 2 and (own := block.key) in around.foreign and own not in around.links:
            return blocks[:at]
        begun += is_real(block)
    return blocks


def _from_headline(blocks: list[Block], around: Surroundings) -> list[Block]:
    """Begin behind the last printing of the headline near the top.

    Sites print the headline again above the text, after teaser lines. What stands before must be little beside what
    follows: a headline that closes the page (as a link to itself) begins nothing.
    """
    limit = min(700, 0.4 * sum(block.weight for block in blocks))
    start = before = 0
    for at, block in enumerate(blocks):
        if before > limit:
            break
        if block.key in around.headlines:
            start = at + 1
        before += block.weight
    return blocks[start:]


def _without_pointers(blocks: list[Block], around: Surroundings) -> list[Block]:
    """Drop heads of link lists with what they head: up to the next paragraph, or to the end when only such follow."""
    kept: list[Block] = []
    skipping = False
    for at, block in enumerate(blocks):
        if heads_other_articles(block.text):
            if any(map(is_real, kept)) and not _resumes(blocks[at + 1 :], around):
                return kept
            skipping = True
        elif skipping and not is_real(block):
            continue
        else:
            skipping = False
            if not _is_link_line(block, around):
                kept.append(block)
    return kept


def _resumes(below: list[Block], around: Surroundings) -> bool:
    """Whether the article goes on below a list of others: paragraphs prevail, and no linked headlines stand there."""
    first = next((at for at, block in enumerate(below) if is_real(block)), len(below))
    rest = below[first:]
    linked = any(_is_link_line(block, around) for block in rest)
    return bool(rest) and not linked and sum(map(is_real, rest)) * 2 >= len(rest)


def _is_link_line(block: Block, around: Surroundings) -> bool:
    """A line that is one link, long as a headline and no sentence, leads to another article."""
    text = block.text
    return (
        block.kind != "row"
        and weight(text) >= 30
        and (len(text.split()) >= 4 or weight(text) > len(text) + 6)
        and not is_sentence(text)
        and key(text) in around.links
    )


def _below_credit(blocks: list[Block], around: Surroundings) -> list[Block]:
    """Begin behind a byline or date line near the top, and drop teasers that the markup shows above one.

    Only where little stands above beside what follows: some sites print the byline under a short article.
    """
    total = sum(block.weight for block in blocks)
    for at in range(min(5, len(blocks)) - 1, -1, -1):
        if blocks[at].kind != "row" and is_credit_line(blocks[at].text):
            above, below = blocks[:at], blocks[at + 1 :]
            little = sum(block.weight for block in above) <= min(600, 0.3 * total)
            blocks = below if little else above + below
            break
    teasers = [block for block in blocks[:4] if block.key in around.above_credit]
    if sum(block.weight for block in teasers) > 0.3 * total:
        return blocks
    return [block for block in blocks if block not in teasers]


def _without_repeats(blocks: list[Block], around: Surroundings) -> list[Block]:
    """Drop lines printed before, and cut forms of lines that stand there whole.

    The whole form goes with its cut form when it says the headline again: then both are teasers.
    """
    seen: set[str] = set()
    kept: list[Block] = []
    keys = [block.key for block in blocks]
    for at, (block, own) in enumerate(zip(blocks, keys, strict=True)):
        long = block.weight >= _REPEATED
        # a question may be put to several people in turn
        if (long and own in seen and not block.text.endswith(("?", "？"))) or (kept and own == kept[-1].key):
            continue
        if (
            long
            and cut_off(block.text)
            and (whole := [other for other in keys[at + 1 : at + 6] if other.startswith(own)])
        ):
            seen.update(other for other in whole if _says_headline(other, around))
            continue
        seen.add(own)
        kept.append(block)
    return kept


def _without_top(blocks: list[Block], around: Surroundings) -> list[Block]:
    """Drop what stands above the first paragraph: sub-headline, teaser, byline, date, labels.

    Above it a line stays when it is a finished sentence, a list item of a sentence's length, a table row, or a
    heading of a rank that returns below: then the article begins with a section.
    """
    first = next((at for at, block in enumerate(blocks) if is_real(block) and not _is_dek(blocks, at, around)), None)
    if first is None:
        return [
            block
            for block in blocks
            if (block.is_sentence and block.weight >= 20)
            or (block.kind == "paragraph" and _is_unfinished(block.text, around))
        ]
    top = [
        block
        for at, block in enumerate(blocks[:first])
        if not _is_dek(blocks, at, around)
        and not is_credit_line(block.text)
        and (
            (block.kind == "heading" and at == first - 1 and _returns(block, blocks[first:]))
            or (block.kind in ("paragraph", "item") and block.is_sentence and block.weight >= 20)
            or (block.kind == "paragraph" and _is_unfinished(block.text, around))
            or (block.kind == "item" and block.weight >= 50 and not cut_off(block.text))
            or (block.kind == "row" and at > 0 and blocks[at - 1].kind == "row")
        )
    ]
    left_out = sum(block.weight for block in blocks[:first]) - sum(block.weight for block in top)
    if left_out > max(_MUCH, sum(block.weight for block in blocks[first:])):
        top = [block for at, block in enumerate(blocks[:first]) if not _is_dek(blocks, at, around)]
    return top + blocks[first:]


def _is_unfinished(text: str, around: Surroundings) -> bool:
    """A first paragraph whose full stop was forgotten; a teaser or sub-headline says the headline's words again."""
    spaced = len(text.split()) >= 12  # without blanks between words no overlap can be counted
    return spaced and weight(text) >= 80 and not cut_off(text) and not _says_headline(key(text), around)


def _says_headline(line: str, around: Surroundings) -> bool:
    """Whether almost half of the words of a line (a key) stand in the headline."""
    words = set(line.split())
    return any(len(words & set(title.split())) >= 0.45 * len(words) for title in around.headlines)


def _is_dek(blocks: list[Block], at: int, around: Surroundings) -> bool:
    """A sub-headline by markup; never the only paragraph there is."""
    return blocks[at].key in around.deks and any(is_real(other) for other in blocks[at + 1 :])


def _returns(heading: Block, below: list[Block]) -> bool:
    return sum(other.kind == "heading" and other.level == heading.level for other in below) >= 2


def _without_tail(blocks: list[Block], around: Surroundings) -> list[Block]:
    """Drop what stands below the last paragraph: headings with nothing under them, bylines, links, labels."""
    end = len(blocks)
    while end and _is_tail(blocks[end - 1], around):
        end -= 1
    return blocks[:end]


def _is_tail(block: Block, around: Surroundings) -> bool:
    text = block.text
    if block.kind == "row":
        return False
    if block.kind == "heading" or is_credit_line(text) or key(text) in around.links:
        return not (is_real(block) and is_sentence(text))
    return not is_sentence(text) and weight(text) < (25 if block.kind == "item" else _REAL)
