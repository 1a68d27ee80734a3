from scripts import messages


def test_compiled_catalogue_is_that_of_its_source():
    assert messages.MO.read_bytes() == messages.compiled()
