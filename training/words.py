"""Rebuild a word table: how common the words of a language are, and what they are about.

    python training/words.py FREQUENCIES MODEL PAGES.jsonl -o src/cleanwire/vocabularies/en

FREQUENCIES has a word and its count on each line (for English the dictionary that symspellpy ships, MIT, from Google
Books Ngrams, CC BY 3.0). MODEL is a folder with a sentence-transformers model (all-MiniLM-L6-v2, Apache-2.0). PAGES
are labelled pages: objects with `gold`, the text of an article. Needs `pip install cleanwire[bench]`.

Each word is embedded by the model. Of the 384 numbers those few combinations are kept that tell articles apart while
they agree within an article: the discriminant directions of 60-word windows, with articles as classes.
"""

import json
import math
from collections import defaultdict
from pathlib import Path

import click
import numpy as np
from scipy.linalg import eigh
from sentence_transformers import SentenceTransformer

from cleanwire.folding import fold, spaced
from cleanwire.vocabulary import COMMON, RARE, stem, words_of

WORDS = 30_000
"""Rarer words occur in no article twice in a thousand; as unknown words they count in full all the same."""

DIMENSIONS = 32
"""At 2 % of native endings taken for strangers, of appended paragraphs 86 % are found with 12 dimensions, 93 % with
24, 97 % with 32, and no more with 64; words in common alone find 84 %."""

WINDOW = 60
"""Words of a window: as long as the shortest stories that have to be told."""

SHRINKAGE = 0.2
"""How much of the average spread is added to every direction's, since there are fewer pages than would be good."""

SHAPE_DIRECTIONS = 3
"""The strongest directions of single words tell their form, not their subject."""


@click.command()
@click.argument("frequencies", type=click.Path(exists=True, path_type=Path))
@click.argument("model", type=click.Path(exists=True, path_type=Path))
@click.argument("pages", type=click.Path(exists=True, path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="Path without suffix.")
def main(frequencies: Path, model: Path, pages: Path, output: Path) -> None:
    """Write OUTPUT.txt (words and how frequent they are) and OUTPUT.npy (what they are about)."""
    zipf = frequencies_of(frequencies)
    words = sorted(zipf, key=lambda word: (-zipf[word], word))[:WORDS]
    vectors = embed(words, model)
    articles = [json.loads(line)["gold"] for line in pages.read_text("utf-8").splitlines()]
    weights = np.clip((COMMON - np.array([zipf[word] for word in words])) / (COMMON - RARE), 0, 1)
    vectors = vectors @ discriminants(vectors * weights[:, None], words, articles)
    vectors = np.round(vectors / np.percentile(np.abs(vectors), 99.9) * 127).clip(-127, 127).astype(np.int8)
    np.save(output.with_suffix(".npy"), vectors)
    head = "# Words without a final s, and how frequent they are (Zipf scale). Built by training/words.py from\n"
    head += "# symspellpy's frequency dictionary (MIT; from Google Books Ngrams, CC BY 3.0).\n"
    lines = [f"{word}\t{zipf[word]:.2f}\n" for word in words]
    output.with_suffix(".txt").write_text(head + "".join(lines), "utf-8")


def frequencies_of(path: Path) -> dict[str, float]:
    """Return the Zipf frequency of each word; a word and its plural are one."""
    counts: defaultdict[str, int] = defaultdict(int)
    for line in path.read_text("utf-8-sig").splitlines():
        word, count = line.split()
        for part in words_of([spaced(fold(word))])[1:]:
            counts[stem(part)] += int(count)
    total = sum(counts.values())
    return {word: 9 + math.log10(count / total) for word, count in counts.items()}


def embed(words: list[str], model: Path) -> np.ndarray:
    """Return (words, 384) unit vectors, without what only tells the form of a word."""
    vectors = SentenceTransformer(str(model), device="cpu").encode(words, batch_size=512, normalize_embeddings=True)
    vectors = vectors - vectors.mean(0)
    _, _, directions = np.linalg.svd(vectors[:8000], full_matrices=False)
    vectors = vectors - (vectors @ directions[:SHAPE_DIRECTIONS].T) @ directions[:SHAPE_DIRECTIONS]
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def discriminants(vectors: np.ndarray, words: list[str], articles: list[str]) -> np.ndarray:
    """Return the (384, DIMENSIONS) directions that tell articles apart best, by the spread within them."""
    rows = {word: row for row, word in enumerate(words)}
    means, rests = [], []
    for article in articles:
        stems = map(stem, words_of([spaced(fold(article))]))
        known = [rows[word] for word in stems if word in rows]
        windows = [vectors[known[at : at + WINDOW]].sum(0) for at in range(0, len(known) - WINDOW // 2, WINDOW)]
        if len(windows) > 1:
            unit = np.array([window / (np.linalg.norm(window) + 1e-9) for window in windows])
            means.append(unit.mean(0))
            rests.append((unit - unit.mean(0)) / math.sqrt(len(unit)))
    rest = np.concatenate(rests)
    within = rest.T @ rest / len(means)
    within += SHRINKAGE * np.trace(within) / len(within) * np.eye(len(within))
    _, directions = eigh(np.cov(np.array(means).T), within)
    return directions[:, ::-1][:, :DIMENSIONS]


if __name__ == "__main__":
    main()
