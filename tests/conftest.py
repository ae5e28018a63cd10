"""Options and fixtures for all tests."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regold", action="store_true", help="rewrite the expected files of the golden cases"
    )
    parser.addoption(
        "--recorded", action="store_true", help="compare with PyTorch's recorded outcomes only"
    )


@pytest.fixture
def regold(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--regold"))
