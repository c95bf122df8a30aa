import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from iurc.graph.answering import formats
from iurc.graph.answering.engine import Engine
from iurc.graph.answering.limits import Limits
from iurc.graph.answering.outcome import Ended
from iurc.graph.answering.query import Dataset, check
from iurc.graph.errors import NotFinished, QueryRefused
from iurc.graph.release import Release

Publish = Callable[[str], Release]

CROSS = check(
    "SELECT (COUNT(*) AS ?n) { "
    + " . ".join(f"?a{number} ?b{number} ?c{number}" for number in range(9))
    + " }"
)
LONG = check("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 300000")
ASK = check("ASK {}")
COUNT = check("SELECT (COUNT(*) AS ?n) { ?s <https://example.org/label> ?o }")
LIMITS = Limits(seconds=1, memory=128 << 20, waiting=2)


def serving(
    data_dir: Path,
    work: Callable[[Engine], Awaitable[None]],
    limits: Limits = LIMITS,
    workers: int = 2,
    most: int = 16,
) -> None:
    """Do some work beside a running engine, and see that nothing is left behind."""
    before = _processes()

    async def run() -> None:
        engine = Engine(data_dir, limits=limits, workers=workers, most=most, poll=0.05)
        await engine.start()
        try:
            async with asyncio.timeout(60):
                await engine.ready()
                await work(engine)
        finally:
            await engine.stop()

    asyncio.run(run())
    assert _processes() == before


def _processes() -> set[int]:
    """The processes that come of this one."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)] = int(fields[1])
    found = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {os.getpid()}


async def whole(engine: Engine, query=COUNT, form=formats.CSV, **more) -> bytes:  # noqa: ANN001, ANN003
    """Ask, and read the answer to its end."""
    answer = await engine.ask(query, form, **more)
    return b"".join([piece async for piece in answer.chunks()])


async def _until(condition: Callable[[], bool], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in other processes
            await asyncio.sleep(0.01)


def test_questions_are_answered(publish: Publish, data_dir: Path, things: str):
    """A small answer is whole at once, a large one comes in pieces, and both say what they cost."""
    release = publish(things)

    async def work(engine: Engine) -> None:
        answer = await engine.ask(COUNT, formats.CSV)
        assert answer.whole == b"n\r\n301\r\n"
        assert answer.spent is not None
        assert answer.release == release
        long = await engine.ask(LONG, formats.CSV)
        assert long.whole is None
        assert sum([piece.count(b"\n") async for piece in long.chunks()]) == 300_001
        assert long.spent is not None

    serving(data_dir, work, Limits(seconds=20))


def test_datasets_are_honoured(publish: Publish, data_dir: Path, things: str):
    """Graphs named beside a query win over those in it, and those in it over the default."""
    publish(things)
    graph = "https://w3id.org/iurc/graph/"

    async def work(engine: Engine) -> None:
        count, labels = "SELECT (COUNT(*) AS ?n)", "{ ?s <https://example.org/label> ?o }"
        from_two = check(f"{count} FROM <{graph}two> {labels}")
        from_both = check(f"{count} FROM <{graph}one> FROM <{graph}two> {labels}")
        for _ in range(2):
            assert await whole(engine, from_two) == b"n\r\n100\r\n"
            assert await whole(engine, from_both) == b"n\r\n300\r\n"
            assert await whole(engine, from_two, dataset=Dataset((graph + "provenance",))) == b"n\r\n1\r\n"
            assert await whole(engine) == b"n\r\n301\r\n"

    serving(data_dir, work)


def test_a_refused_query_costs_nobody_anything(publish: Publish, data_dir: Path, things: str):
    """A query that does not parse is told with its place, and the workers go on."""
    publish(things)

    async def work(engine: Engine) -> None:
        for _ in range(5):
            with pytest.raises(QueryRefused) as caught:
                await engine.ask(check("SELECT * { ?s foo:bar ?o }"), formats.CSV)
            assert str(caught.value.position) == "query:1:15"
        assert await whole(engine) == b"n\r\n301\r\n"

    serving(data_dir, work)


def test_a_runaway_query_is_ended_and_harms_nobody(publish: Publish, data_dir: Path, things: str):
    """Runaway queries end at their deadline with what they cost, while others are answered within a second."""
    publish(things)

    async def work(engine: Engine) -> None:
        began = time.monotonic()
        runaways = [asyncio.create_task(whole(engine, CROSS)) for _ in range(4)]
        while not all(task.done() for task in runaways):
            asked = time.monotonic()
            assert await whole(engine, ASK) == b"true"
            assert time.monotonic() - asked < 1
            await asyncio.sleep(0.05)
        assert time.monotonic() - began < 2
        for task in runaways:
            error = task.exception()
            assert isinstance(error, Ended)
            assert "not finished within 1 s" in error.message
            assert error.spent["seconds"] >= 1
            assert error.spent["cpu_seconds"] > 0

    serving(data_dir, work)


def test_a_memory_bomb_is_ended(publish: Publish, data_dir: Path, things: str):
    """A query that needs more memory than allowed ends without its neighbours."""
    publish(things)
    bomb = check("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a")

    async def work(engine: Engine) -> None:
        with pytest.raises(NotFinished, match=r"memory|MB"):
            await engine.ask(bomb, formats.CSV)
        assert await whole(engine) == b"n\r\n301\r\n"

    serving(data_dir, work, Limits(seconds=20, memory=64 << 20))


def test_a_query_that_crashes_the_engine_is_refused(publish: Publish, data_dir: Path, things: str):
    """A text that overflows the stack of the parser costs one worker and gets a refusal."""
    publish(things)
    chain = check(f"ASK {{ FILTER({'!' * 100_000}true) }}")

    async def work(engine: Engine) -> None:
        with pytest.raises(QueryRefused, match="too deeply"):
            await engine.ask(chain, formats.CSV)
        assert await whole(engine) == b"n\r\n301\r\n"

    serving(data_dir, work, Limits(seconds=20))


def test_a_killed_worker_costs_its_query_only(publish: Publish, data_dir: Path, things: str):
    """When one worker is killed from outside, its client is told, and other answers go on to their end."""
    publish(things)

    async def work(engine: Engine) -> None:
        generation = engine._generation
        assert generation is not None
        await _until(lambda: len(generation._idle) == 2)
        victim = generation._idle[-1].pid
        doomed = asyncio.create_task(whole(engine, CROSS))
        await asyncio.sleep(0.1)
        other = await engine.ask(LONG, formats.CSV)
        os.kill(victim, signal.SIGKILL)
        with pytest.raises(Ended, match="ended from outside") as caught:
            await doomed
        assert caught.value.retry_after == 1
        assert sum([piece.count(b"\n") async for piece in other.chunks()]) == 300_001

    serving(data_dir, work, Limits(seconds=20))


def test_a_killed_keeper_is_replaced(publish: Publish, data_dir: Path, things: str):
    """When the keeper is killed there is no release until the next keeper has loaded, then answers come again."""
    publish(things)

    async def work(engine: Engine) -> None:
        generation = engine._generation
        assert generation is not None
        doomed = asyncio.create_task(whole(engine, CROSS))
        await asyncio.sleep(0.2)
        os.kill(generation._process.pid, signal.SIGKILL)
        with pytest.raises(Ended, match="ended from outside"):
            await doomed
        assert engine.release is None
        with pytest.raises(Ended, match="being loaded"):
            await engine.ask(ASK, formats.CSV)
        await engine.ready()
        assert await whole(engine) == b"n\r\n301\r\n"

    serving(data_dir, work, Limits(seconds=20))


def test_an_abandoned_answer_ends_its_worker(publish: Publish, data_dir: Path, things: str):
    """When nobody wants an answer any more its worker is ended at once, before the first byte and after."""
    publish(things)

    async def work(engine: Engine) -> None:
        task = asyncio.create_task(whole(engine, CROSS))
        await asyncio.sleep(0.2)
        generation = engine._generation
        assert generation is not None
        (busy,) = [link for link in generation._links.values() if link not in generation._idle]
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await asyncio.wait_for(busy.end, 1)).signal == signal.SIGKILL
        answer = await engine.ask(check("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"), formats.CSV)
        link = answer._link
        async for _ in answer.chunks():
            break
        answer.abandon()
        assert (await asyncio.wait_for(link.end, 1)).signal == signal.SIGKILL
        assert await whole(engine) == b"n\r\n301\r\n"

    serving(data_dir, work, Limits(seconds=20))


def test_a_limit_hit_amid_an_answer_breaks_it_off(publish: Publish, data_dir: Path, things: str):
    """When the deadline or the number of rows is reached after the first bytes, reading the answer fails."""
    publish(things)

    async def work(engine: Engine) -> None:
        late = await engine.ask(check("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"), formats.TSV)
        with pytest.raises(Ended, match="not finished within"):
            async for _ in late.chunks():
                pass
        many = await engine.ask(LONG, formats.TSV, limits=Limits(rows=200_000))
        with pytest.raises(NotFinished, match="more than 200,000 rows"):
            async for _ in many.chunks():
                pass
        assert await whole(engine) == b"n\r\n301\r\n"

    serving(data_dir, work, Limits(seconds=2))


def test_a_slow_reader_holds_the_worker_back(publish: Publish, data_dir: Path, things: str):
    """An answer that nobody reads waits in the worker, not in the memory of the server, and comes whole later."""
    publish(things)

    async def work(engine: Engine) -> None:
        answer = await engine.ask(LONG, formats.CSV)
        await asyncio.sleep(1.5)
        assert answer._link._held < 2 << 20
        assert sum([piece.count(b"\n") async for piece in answer.chunks()]) == 300_001

    serving(data_dir, work, Limits(seconds=1))


def test_queries_beyond_the_workers_wait_and_are_told(publish: Publish, data_dir: Path, things: str):
    """With every worker busy a query waits; it is told when none comes free in time."""
    publish(things)

    async def work(engine: Engine) -> None:
        runaways = [asyncio.create_task(whole(engine, CROSS)) for _ in range(2)]
        await asyncio.sleep(0.2)
        with pytest.raises(Ended, match="all 2 workers were busy") as caught:
            await engine.ask(ASK, formats.CSV, limits=Limits(waiting=0.2))
        assert caught.value.retry_after is not None
        patient = await engine.ask(ASK, formats.CSV, limits=Limits(waiting=10))
        assert patient.whole == b"true"
        await asyncio.gather(*runaways, return_exceptions=True)

    serving(data_dir, work, workers=1, most=2)


def test_many_at_once_are_all_answered(publish: Publish, data_dir: Path, things: str):
    """Far more clients than workers get their own answers."""
    publish(things)

    async def work(engine: Engine) -> None:
        queries = [check(f"SELECT ({number} AS ?n) {{}}") for number in range(200)]
        answers = await asyncio.gather(*(whole(engine, query) for query in queries))
        assert answers == [f"n\r\n{number}\r\n".encode() for number in range(200)]

    serving(data_dir, work, Limits(seconds=20), most=4)


def test_a_new_release_is_followed(publish: Publish, data_dir: Path, things: str):
    """A new release is served as soon as it is loaded, and an answer under way is finished from the old one."""
    publish(things)

    async def work(engine: Engine) -> None:
        under_way = await engine.ask(LONG, formats.CSV)
        old = engine._generation
        assert old is not None
        fresh = publish(things + '<https://example.org/new> <https://example.org/label> "new" .\n')
        await _until(lambda: engine.release == fresh)
        assert await whole(engine) == b"n\r\n302\r\n"
        assert not old.gone.is_set()
        assert sum([piece.count(b"\n") async for piece in under_way.chunks()]) == 300_001
        await asyncio.wait_for(old.gone.wait(), 5)

    serving(data_dir, work, Limits(seconds=20))


def test_the_first_release_is_awaited(publish: Publish, data_dir: Path, things: str):
    """An engine that starts before there is a release serves it when it comes."""

    async def run() -> None:
        engine = Engine(data_dir, poll=0.05)
        await engine.start()
        try:
            await asyncio.sleep(0.2)
            assert engine.release is None
            with pytest.raises(Ended, match="being loaded"):
                await engine.ask(ASK, formats.CSV)
            release = publish(things)
            assert await asyncio.wait_for(engine.ready(), 20) == release
        finally:
            await engine.stop()

    asyncio.run(run())


def test_a_damaged_release_leaves_the_old_one(
    publish: Publish, data_dir: Path, things: str, caplog: pytest.LogCaptureFixture
):
    """When the next release cannot be loaded the old one stays in service, and the log says why."""
    first = publish(things)

    async def work(engine: Engine) -> None:
        damaged = publish(things)
        for path in damaged.store_path.iterdir():
            path.unlink()
        await _until(lambda: "cannot be served" in caplog.text)
        assert engine.release == first
        assert await whole(engine) == b"n\r\n301\r\n"

    serving(data_dir, work)


def test_loading_can_begin_before_the_event_loop(publish: Publish, data_dir: Path, things: str):
    """An engine that was launched serves what it has begun to load, and one that was only launched can be stopped."""
    publish(things)
    before = _processes()
    engine = Engine(data_dir)
    engine.launch()
    launched = engine._launched
    assert launched is not None

    async def run() -> None:
        await engine.start()
        await asyncio.wait_for(engine.ready(), 20)
        assert engine._generation is launched
        await engine.stop()

    asyncio.run(run())
    other = Engine(data_dir)
    other.launch()
    asyncio.run(other.stop())
    assert _processes() == before


def test_only_the_head_can_be_asked_for(publish: Publish, data_dir: Path, things: str):
    """Where only the head is wanted, a large answer costs no more than its first piece."""
    publish(things)

    async def work(engine: Engine) -> None:
        endless = check("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
        answer = await engine.ask(endless, formats.CSV, only_head=True)
        assert answer.whole == b""
        with pytest.raises(QueryRefused):
            await engine.ask(check("SELECT * { ?s foo:bar ?o }"), formats.CSV, only_head=True)

    serving(data_dir, work)
