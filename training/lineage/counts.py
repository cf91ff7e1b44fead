"""`python training/lineage/counts.py`: what the fixed set holds, as the tables of the README."""

from collections import Counter

from whomet.evaluate import edits


def main() -> None:
    articles = edits.standard()
    table = edits.dependents(articles)
    codes = sorted({code for row in table.values() for code in row})
    print(f"| made by | {' | '.join(codes)} | all |")
    print("|---|" + "---|" * (len(codes) + 1))
    for edit, row in table.items():
        print(f"| {edit} | {' | '.join(str(row.get(code, '')) for code in codes)} | {sum(row.values())} |")
    whole = Counter(article.language for article in articles)
    print(f"| all | {' | '.join(str(whole[code]) for code in codes)} | {len(articles)} |\n")
    print("| pairs | |\n|---|---|")
    print(f"| dependent, closed | {len(edits.pairs(articles))} |")
    for kind in edits.DEPENDENT:
        print(f"| tied by {kind} alone | {len(edits.pairs(articles, (kind,)))} |")
    language = {article.file: article.language for article in articles}
    within = Counter(codes.pop() for pair in edits.pairs(articles) if len(codes := {language[f] for f in pair}) == 1)
    for code, count in sorted(within.items()):
        print(f"| within {code} | {count} |")
    print(f"| across languages | {len(edits.pairs(articles)) - within.total()} |")
    print(f"| with a direction that can be told | {len(edits.earlier(articles))} |")
    told = Counter(one for article in articles for link in article.links for one in link.told)
    for one, count in sorted(told.items()):
        print(f"| dependences told by {one} | {count} |")


if __name__ == "__main__":
    main()
