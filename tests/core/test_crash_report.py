"""A crash report leads to the bug and holds nothing out of an interview."""

import pytest

from qualcode.core.crash_report import report

SECRET = "Chefen säger att det här ska vi inte göra"


def caught(function, *arguments):
    with pytest.raises((ValueError, RuntimeError, ZeroDivisionError)) as caught:
        function(*arguments)
    return caught.value


def fail(passage):
    raise ValueError(f"not a number: {passage}")


def fail_again(passage):
    try:
        fail(passage)
    except ValueError as error:
        raise RuntimeError(passage) from error


def test_a_text_in_a_message_or_a_variable_is_not_in_the_report():
    assert SECRET not in report(caught(fail_again, SECRET))


def test_a_note_on_an_exception_is_not_in_the_report():
    error = caught(fail, "")
    error.add_note(SECRET)
    assert SECRET not in report(error)


def test_a_class_made_for_the_message_keeps_it_to_itself():
    error = type("Worse", (ImportError,), {})(SECRET)
    assert SECRET not in report(error) and "Worse" in report(error)


def test_both_exceptions_of_a_chain_are_named_with_their_functions():
    written = report(caught(fail_again, SECRET))
    assert "RuntimeError" in written and "ValueError" in written and " in fail_again" in written


def test_a_frame_has_a_file_a_line_and_no_folder_of_the_user(tmp_path):
    written = report(caught(__import__("json").loads, "{"))
    assert "json/__init__.py:" in written and str(tmp_path.home()) not in written


def test_a_file_elsewhere_is_named_without_its_folder(tmp_path):
    code = compile("def f():\n    1 / 0", str(tmp_path / "Anna Ek.py"), "exec")
    names = {}
    exec(code, names)
    assert str(tmp_path) not in report(caught(names["f"]))


def test_what_was_done_before_is_listed():
    assert "  code_passage 2 ms" in report(caught(fail, ""), done=["code_passage 2 ms"])
