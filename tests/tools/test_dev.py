"""`make demo` builds the example, says where it is, and opens it where there is a screen."""

import importlib

import pytest


@pytest.fixture
def dev(root, tmp_path, monkeypatch):
    """The tasks, with a program that writes a project and a summary; returns what it was asked."""
    monkeypatch.syspath_prepend(root / "tools")
    dev = importlib.import_module("dev")
    asked = []

    def call(command):
        asked.append([str(part) for part in command[1:]])
        if command[1] == "demo":
            command[2].mkdir(parents=True)
            (command[2] / "Example.docx").touch()
            (command[2] / "Example.qualcode").touch()
        return 0

    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "DEMO", tmp_path / "build" / "demo")
    monkeypatch.setattr(dev, "call", call)
    monkeypatch.setattr(dev, "has_screen", lambda: True)
    dev.asked = asked
    return dev


def test_the_demo_says_where_the_summary_is(dev, capsys):
    dev.demo()
    assert "Example.docx" in capsys.readouterr().out


def test_the_demo_opens_its_project(dev):
    dev.demo()
    assert dev.asked[1] == [str(dev.DEMO / "Example.qualcode")]


def test_without_a_screen_nothing_is_opened(dev, monkeypatch, capsys):
    monkeypatch.setattr(dev, "has_screen", lambda: False)
    assert dev.demo() == 0
    assert len(dev.asked) == 1
    assert "no screen" in capsys.readouterr().out


def test_a_former_example_is_kept(dev):
    dev.demo()
    (dev.DEMO / "Example.qualcode").write_text("work done in it")
    dev.demo()
    assert (dev.DEMO.parent / "demo.previous" / "Example.qualcode").read_text()


def test_a_demo_that_fails_opens_nothing(dev, monkeypatch):
    monkeypatch.setattr(dev, "call", lambda command: dev.asked.append(command) or 1)
    assert dev.demo() == 1
    assert len(dev.asked) == 1
