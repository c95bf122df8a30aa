"""What the shapes looked at."""

from iurc.shapes.coverage import SAMPLE, Coverage


def test_counts() -> None:
    """A judge's counts tell which shapes met nothing."""
    coverage = Coverage.of_counts({"<s:b>": 2, "<s:a>": 0, "<s:c>": 0})
    assert coverage == Coverage(3, 2, ("<s:a>", "<s:c>"))
    assert not coverage.vacuous
    assert coverage.subjects is None


def test_vacuous() -> None:
    """Nothing was judged where no shape met anything, whether there are shapes or not."""
    assert Coverage.of_counts({}).vacuous
    assert Coverage.of_counts({"<s>": 0}).vacuous
    assert Coverage.of_nodes({"<s>": set()}, ["<a>"]).vacuous


def test_nodes() -> None:
    """A node that two shapes looked at counts once; subjects that no shape looked at are told, blank nodes are not."""
    coverage = Coverage.of_nodes(
        {"<s>": {"<a>", "<b>"}, "<t>": {"<b>"}, "<u>": ()}, ["<b>", "<d>", "<c>", "_:x"]
    )
    assert coverage == Coverage(3, 2, ("<u>",), 3, 2, ("<c>", "<d>"))


def test_a_long_list_is_a_sample() -> None:
    """Of very many subjects the number and the first few are kept."""
    coverage = Coverage.of_nodes({}, (f"<{number:05}>" for number in range(5000)))
    assert coverage.unlooked_subjects == 5000
    assert coverage.sample == tuple(f"<{number:05}>" for number in range(SAMPLE))
