"""Write the expected answers anew: `python tests/questions/write_expected.py`, after a change of the source tables.

The rows come from the derivations in this folder, never from a query. Look at the difference before you commit it.
"""

import csv
from pathlib import Path

from derive import ANSWERS

from iurc.ontology.question import questions

FOLDER = Path(__file__).parents[2] / "ontology" / "questions"


def main() -> None:
    """Write `ontology/questions/<name>.csv` for every question."""
    for asked in questions():
        with (FOLDER / f"{asked.name}.csv").open("w", encoding="utf-8", newline="") as table:
            writer = csv.writer(table, lineterminator="\n")
            writer.writerow([column.name for column in asked.columns])
            writer.writerows(ANSWERS[asked.name]())


if __name__ == "__main__":
    main()
