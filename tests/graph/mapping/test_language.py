"""Language tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.mapping import language
from iurc.graph.mapping.refusal import Refusal


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("EN", "en"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("pt-br", "pt-BR"),
        ("sr-LATN", "sr-Latn"),
        ("es-419", "es-419"),
        ("de-1996", "de-1996"),
        ("en-a-MYEXT-x-AB", "en-a-myext-x-ab"),
        ("x-whatever", "x-whatever"),
        ("qaa-Qaaa-XW", "qaa-Qaaa-XW"),
        ("zh-yue", "zh-yue"),
        ("und", "und"),
        ("th", "th"),
        ("ms", "ms"),
    ],
)
def test_valid_tags_are_written_in_the_recommended_case(tag: str, written: str) -> None:
    """Registered and private tags pass, in the case of RFC 5646, section 2.1.1."""
    assert language.check(tag) == written


@pytest.mark.parametrize(
    ("tag", "remedy"),
    [
        ("pt_BR", "write 'pt-BR', with a hyphen"),
        ("Thai", "the tag of Thai is 'th'"),
        ("Vietnamese", "the tag of Vietnamese is 'vi'"),
        ("e", "write a BCP 47 tag such as en, pt-BR or zh-Hans"),
        ("en-", "write a BCP 47 tag such as en, pt-BR or zh-Hans"),
        ("", "write a BCP 47 tag such as en, pt-BR or zh-Hans"),
        ("xx", "write a BCP 47 tag such as en, pt-BR or zh-Hans"),
        ("en-Xyzw", "write a BCP 47 tag such as en, pt-BR or zh-Hans"),
        ("en-AB", "write a BCP 47 tag such as en, pt-BR or zh-Hans"),
        ("zh-xyz", "write a BCP 47 tag such as en, pt-BR or zh-Hans"),
        ("en us", "write a BCP 47 tag such as en, pt-BR or zh-Hans"),
    ],
)
def test_what_is_no_tag_is_refused_with_the_tag_that_was_meant(tag: str, remedy: str) -> None:
    """Names of languages, underscores and unregistered parts are refused."""
    with pytest.raises(Refusal, match="is not a language tag") as caught:
        language.check(tag)
    assert caught.value.remedy == remedy


@given(st.from_regex(r"[a-zA-Z]{2,3}(-[a-zA-Z]{4})?(-[a-zA-Z]{2})?(-x-[a-z]{1,4})?", fullmatch=True))
def test_writing_a_tag_twice_changes_nothing(tag: str) -> None:
    """The recommended case is reached in one step and differs in case only."""
    once = language.canonical(tag)
    assert language.canonical(once) == once
    assert once.lower() == tag.lower()
