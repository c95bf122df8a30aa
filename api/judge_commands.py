"""`iurc validate` and `iurc import`: files before the judge."""

import os
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iurc.api.exit_code import Exit
from iurc.api.progress import shown
from iurc.api.report_form import Format, further, language_of
from iurc.api.settings import Settings, from_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pyoxigraph
    from rdflib import Graph

    from iurc.graph.candidate import Candidate
    from iurc.graph.importing import Outcome
    from iurc.graph.reading import Request
    from iurc.shapes.coverage import Coverage
    from iurc.shapes.narrowing.judging import NarrowedReport
    from iurc.shapes.report import Report, Severity


class FailOn(StrEnum):
    """From which severity on a finding refuses the data."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"
    NONE = "none"

    @property
    def severity(self) -> "Severity | None":
        """The severity as the judge knows it; `None` when nothing refuses."""
        from iurc.shapes.report import Severity

        return None if self is FailOn.NONE else Severity[self.name]


# The graph of files that are judged by other shapes than ours and go nowhere.
JUDGED = "judged"
Files = Annotated[
    list[Path],
    typer.Argument(help="RDF, tables, or CSVW metadata that stand for their tables.", show_default=False),
]
Data = Annotated[
    Path | None, typer.Option(help="The data directory.", envvar="IURC_DATA", show_default=False)
]
Mapping = Annotated[
    Path | None, typer.Option(help="CSVW metadata for the tables.", envvar="IURC_MAPPING", show_default=False)
]
Registers = Annotated[
    list[Path] | None,
    typer.Option(
        "--register",
        help="A register of your own beside the shipped one, for names it lacks; may be repeated.",
        envvar="IURC_REGISTER",
        show_default=False,
    ),
]
Threshold = Annotated[
    FailOn, typer.Option("--fail-on", help="The least severity that refuses.", envvar="IURC_FAIL_ON")
]
Form = Annotated[Format, typer.Option("--format", help="The form of the report.", envvar="IURC_FORMAT")]
Output = Annotated[
    Path | None, typer.Option(help="Where to write the report; stdout when left out.", show_default=False)
]


def validate(
    files: Files,
    shapes: Annotated[
        list[Path] | None, typer.Option(help="Judge by these shapes alone.", show_default=False)
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            help="A data directory, a SPARQL endpoint, or 'none'.", envvar="IURC_AGAINST", show_default=False
        ),
    ] = None,
    mapping: Mapping = None,
    register: Registers = None,
    format_: Form = Format.TEXT,
    output: Output = None,
    report: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FORMAT=FILE", help="A further report; may be said several times.", show_default=False
        ),
    ] = None,
    fail_on: Threshold = FailOn.VIOLATION,
    require_coverage: Annotated[
        bool,
        typer.Option(
            "--require-coverage",
            help="Refuse also when no shape met anything.",
            envvar="IURC_REQUIRE_COVERAGE",
        ),
    ] = False,
    full: Annotated[
        bool,
        typer.Option("--full", help="Judge the whole graph anew, not only what the files can have changed."),
    ] = False,
    timeout: Annotated[
        float | None,
        typer.Option(
            help="Seconds the judgement may take.",
            envvar="IURC_VALIDATE_TIMEOUT",
            min=0.1,
            show_default=False,
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            help="The language of the messages, where the shapes have it; else that of LANG.",
            envvar="IURC_LANG",
            show_default=False,
        ),
    ] = None,
    data: Data = None,
) -> None:
    """Judge files and store nothing.

    With --shapes exactly the given files are judged. Else they are judged together with the current release (the shipped
    facts where there is none), as an import of them would be.
    """
    from iurc.api.report_output import context_for, write
    from iurc.graph import shipped
    from iurc.graph.candidate import Mode
    from iurc.graph.examining import read_shapes
    from iurc.graph.reading import Request, read

    settings = from_environment(data)
    language = lang or language_of(os.environ)
    forms = [(format_, output), *further(report or [])]
    with shown("Validating") as notify:
        notify("reading")
        # Other people's files replace no graph of ours: they may be called `ontology.ttl`, and one table of several is enough.
        graph, mode = (JUDGED, Mode.ADD) if shapes else (None, Mode.REPLACE)
        request = Request(files, mapping=mapping, dataset=graph, mode=mode, limit=settings.max_bytes)
        candidates = read(request, shipped.register(*register or ()))
        how = _How(notify, language, timeout)
        rules = read_shapes(shapes) if shapes else None
        if rules is not None:
            judged, coverage = _judged_by(rules, candidates, how)
        else:
            judged, coverage = _judged(candidates, _base(against, settings, full=full), how)
    context = context_for(
        files,
        fail_on=fail_on.severity,
        language=language,
        coverage=coverage,
        require_coverage=require_coverage,
    )
    for form, file in forms:
        write(judged, form, file, context, rules)
    if context.vacuous:
        print("refused: no shape met anything in these files", file=sys.stderr)
    if context.refused(judged):
        raise typer.Exit(Exit.REFUSED)


def import_(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="RDF, tables, or CSVW metadata that stand for their tables.", show_default=False),
    ] = None,
    data: Data = None,
    mapping: Mapping = None,
    register: Registers = None,
    dataset: Annotated[
        str | None,
        typer.Option(
            help="Name or IRI of the graph; else the metadata or the file name say it.", show_default=False
        ),
    ] = None,
    add: Annotated[
        bool, typer.Option("--add", help="Join the statements the graph has, instead of taking their place.")
    ] = False,
    source: Annotated[
        str | None, typer.Option(help="The page the files come from.", show_default=False)
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only judge, and tell what would change.")
    ] = False,
    diff: Annotated[
        Path | None,
        typer.Option(help="With --dry-run: write what would go and come to this file.", show_default=False),
    ] = None,
    commit: Annotated[
        str | None,
        typer.Option(
            metavar="TOKEN", help="Commit exactly the change that a dry run judged.", show_default=False
        ),
    ] = None,
    shipped: Annotated[
        bool, typer.Option("--shipped", help="Import the facts of this version of the product.")
    ] = False,
    fail_on: Threshold = FailOn.VIOLATION,
    format_: Form = Format.TEXT,
    output: Output = None,
) -> None:
    """Judge files and publish a release that holds them, or refuse them as a whole."""
    from iurc.api.report_output import context_for, write
    from iurc.graph import importing
    from iurc.graph.candidate import Mode
    from iurc.graph.errors import BadUsage
    from iurc.graph.reading import Request

    if [bool(files), shipped, commit is not None].count(True) != 1:
        raise BadUsage(
            "it is not clear what to import", remedy="name files, or say --shipped, or --commit TOKEN"
        )
    if diff is not None and not dry_run:
        raise BadUsage("--diff tells what a dry run would change", remedy="say --dry-run too")
    if commit is not None and dry_run:
        raise BadUsage("--commit commits what a dry run has judged", remedy="leave out --dry-run")
    settings = from_environment(data)
    if commit is not None:
        _tell(importing.redeem(settings.data, commit))
        return
    with shown("Importing") as notify:
        notify("reading")
        mode = Mode.ADD if add else Mode.REPLACE
        request = Request(files or [], mapping, dataset, mode, source, limit=settings.max_bytes)
        judged = importing.propose if dry_run else importing.run
        outcome = judged(
            settings.data,
            _candidates(request, register or (), shipped=shipped),
            fail_on=fail_on.severity,
            notify=notify,
        )
    write(outcome.report, format_, output, context_for(files or [], fail_on=fail_on.severity))
    if diff is not None and outcome.token is not None:
        _write_diff(settings.data, outcome.token, diff)
    _tell(outcome)
    if outcome.refused:
        raise typer.Exit(Exit.REFUSED)


def _write_diff(data: Path, token: str, file: Path) -> None:
    from iurc.graph import patch, ticket

    kept = ticket.find(data, token)
    with file.open("w", encoding="utf-8") as target:
        target.writelines(f"{line}\n" for line in patch.lines(kept.removals, kept.additions))


@dataclass(frozen=True, slots=True)
class _How:
    """How files are to be judged: who is told of it, in which language, for how long at most."""

    notify: "Callable[[str], None]"
    language: str
    deadline: float | None


def _judged_by(shapes: "Graph", candidates: "list[Candidate]", how: _How) -> "tuple[Report, Coverage]":
    from iurc.graph import examining
    from iurc.graph.coverage import coverage

    report = examining.examine_by(
        shapes, candidates, how.notify, language=how.language, deadline=how.deadline
    )
    statements = (quad for each in candidates for quad in each.quads)
    return report, coverage(shapes, statements, candidates)


def _judged(
    candidates: "list[Candidate]",
    base: "tuple[Iterable[pyoxigraph.Quad], NarrowedReport | None]",
    how: _How,
) -> "tuple[Report, Coverage]":
    from iurc.graph.coverage import coverage
    from iurc.graph.examining import examine
    from iurc.shapes.load import load_shapes

    present, before = base
    examined = examine(
        present, candidates, how.notify, language=how.language, before=before, deadline=how.deadline
    )
    return examined.report, coverage(load_shapes(), examined.staged.to_judge(), candidates)


def _tell(outcome: "Outcome") -> None:
    change = f"{outcome.added:,} statements in, {outcome.removed:,} out"
    if outcome.refused:
        print(f"refused; nothing was stored ({change})", file=sys.stderr)
    elif outcome.unchanged:
        print(
            f"nothing changes; release {outcome.release.id if outcome.release else 'none'}", file=sys.stderr
        )
    elif outcome.token:
        for answer in outcome.answers:
            print(f"{answer.question}: {len(answer.gone)} rows gone, {len(answer.new)} new", file=sys.stderr)
        print(
            f"would be accepted: {change}\ncommit it within a day: iurc import --commit {outcome.token}",
            file=sys.stderr,
        )
    elif outcome.release:
        print(f"release {outcome.release.id}: {change}", file=sys.stderr)


def _candidates(request: "Request", own: "Iterable[Path]", *, shipped: bool) -> "list[Candidate]":
    from iurc.graph import shipped as facts
    from iurc.graph.reading import read

    return facts.candidates() if shipped else read(request, facts.register(*own))


def _base(
    against: str | None, settings: Settings, *, full: bool
) -> "tuple[Iterable[pyoxigraph.Quad], NarrowedReport | None]":
    """Find what to judge against, and the report on it where one is kept and wanted."""
    from iurc.graph import endpoint, release, shipped, verdict
    from iurc.graph.errors import BadUsage

    if against == "none":
        return (), None
    if against is not None and "://" in against:
        return endpoint.statements(against, limit=settings.max_bytes), None
    served = release.current(Path(against) if against else settings.data)
    if served is not None:
        return served.quads(), None if full else verdict.of(served.path)
    if against is not None:
        raise BadUsage(
            f"{against} is no data directory with a release", remedy="name one, an endpoint, or 'none'"
        )
    return (quad for candidate in shipped.candidates() for quad in candidate.quads), None
