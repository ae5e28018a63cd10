"""Which files a program imports."""

from pathlib import Path

from graphviz_autograd.frontends.imported_files import imported_files

FILES = {
    "package/__init__.py": "from .inner import a\n",
    "package/inner.py": "from ..outside import no\nfrom . import sibling\n",
    "package/sibling.py": "import late\n",
    "package/unused.py": "",
    "late.py": "import package.inner, numpy, graphviz_autograd\n",
    "broken.py": "def (",
}


def test_imports_are_followed(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    code = "def f():\n    import package\n\nimport broken, graphviz_autograd, json\n"
    found = {path.relative_to(tmp_path).as_posix() for path in imported_files(code, [tmp_path])}
    assert found == set(FILES) - {"package/unused.py"}


def test_a_submodule_imported_by_name_is_found(tmp_path: Path) -> None:
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "part.py").write_text("")
    (tmp_path / "package" / "__init__.py").write_text("")
    code = "from package import part, name"
    assert len(imported_files(code, [tmp_path])) == 2
    assert imported_files("from package import (", [tmp_path]) == []
