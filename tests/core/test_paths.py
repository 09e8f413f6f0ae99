from qualcode.core import paths


def test_a_checkout_has_its_resources_at_the_top(root):
    assert paths.resource("fonts", "OFL.txt") == root / "resources" / "fonts" / "OFL.txt"
    assert paths.resource("fonts", "OFL.txt").is_file()


def test_an_installed_package_has_its_resources_within(tmp_path, monkeypatch):
    (tmp_path / "qualcode" / "resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "qualcode")
    assert paths.resource("a", "b") == tmp_path / "qualcode" / "resources" / "a" / "b"


def test_settings_and_logs_are_in_folders_of_their_own():
    assert paths.config_dir() != paths.log_dir()
    assert "qualcode" in str(paths.config_dir())


def test_naming_a_folder_does_not_make_it():
    assert not paths.config_dir().exists()
    assert not paths.log_dir().exists()
