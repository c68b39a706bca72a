import numpy as np
import pytest

from embedding.tiny import LINEAR, SCORES, TOKENS, tiny_model
from qa.embedding.q4 import Q4FormatError, Q4Tensor, read_q4


@pytest.fixture
def written(tmp_path):
    data, tensors = tiny_model()
    path = tmp_path / "weights.bin"
    path.write_bytes(data)
    return path, tensors


def test_reads_sizes_and_vocabulary(written):
    file = read_q4(written[0])
    assert (file.config.hidden, file.config.layers, file.config.heads) == (64, 2, 2)
    assert file.config.epsilon == pytest.approx(1e-5)
    assert file.tokens == TOKENS
    assert file.scores == SCORES
    assert file.special == {"bos": 0, "eos": 2, "pad": 1, "unk": 3}


def test_every_tensor_has_the_values_and_shape_it_was_written_with(written):
    path, tensors = written
    file = read_q4(path)
    assert set(file.tensors) == set(tensors)
    for name, values in tensors.items():
        np.testing.assert_array_equal(file.weights(name), values)
    assert file.weights("l0.fo.w").shape == LINEAR["fo"]


def test_low_nibbles_come_before_high_ones():
    # The block 0x10 0x32 …: low nibbles 0, 2, 4 …, high nibbles 1, 3, 5 …
    nibbles = np.array([[(2 * i + 1) % 16 << 4 | (2 * i) % 16 for i in range(16)]], np.uint8)
    values = Q4Tensor(np.array([0.5], np.float16), nibbles).dequantize()
    assert values[:3].tolist() == [(0 - 8) * 0.5, (2 - 8) * 0.5, (4 - 8) * 0.5]
    assert values[16:19].tolist() == [(1 - 8) * 0.5, (3 - 8) * 0.5, (5 - 8) * 0.5]


@pytest.mark.parametrize("change", [lambda d: b"GGUF" + d[4:], lambda d: d[:200], lambda d: d[:-1]])
def test_another_or_a_cut_file_is_refused(tmp_path, change):
    path = tmp_path / "weights.bin"
    path.write_bytes(change(tiny_model()[0]))
    with pytest.raises(Q4FormatError):
        read_q4(path)
