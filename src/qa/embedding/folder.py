"""Writes the weights as an ordinary sentence-transformers folder, with the ONNX files that serve on a CPU."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable
from pathlib import Path

import numpy as np

from qa.embedding.base import E5_PREFIXES
from qa.embedding.cpu import INT8_ARM, INT8_AVX2, INT8_VNNI
from qa.embedding.q4 import Q4File

_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_MAX_TOKENS = 512


def write_folder(source: Q4File, folder: Path, say: Callable[[str], None]) -> None:
    """Writes everything that belongs to the model into an empty folder."""
    say("bộ tách từ")
    _write_tokenizer(source, folder)
    _write_configs(source, folder)
    say("model.safetensors")
    _write_safetensors(source, folder / "model.safetensors")
    _write_onnx(source, folder / "onnx", say)


def _write_json(path: Path, value: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _write_tokenizer(source: Q4File, folder: Path) -> None:
    from tokenizers import (
        AddedToken,
        Regex,
        Tokenizer,
        decoders,
        models,
        normalizers,
        pre_tokenizers,
        processors,
    )

    vocabulary = list(zip(source.tokens, source.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(vocabulary, source.special["unk"], False))
    # What the original's character map does, in the library's own terms.
    squeeze = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(), squeeze])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    ends = [("<s>", source.special["bos"]), ("</s>", source.special["eos"])]
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=ends
    )
    special = [AddedToken(token, special=True, normalized=False) for token in _SPECIAL]
    tokenizer.add_special_tokens(
        [*special, AddedToken("<mask>", lstrip=True, special=True, normalized=False)]
    )
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)


def _write_configs(source: Q4File, folder: Path) -> None:
    sizes = source.config
    config = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": sizes.hidden,
        "num_hidden_layers": sizes.layers,
        "num_attention_heads": sizes.heads,
        "intermediate_size": sizes.intermediate,
        "vocab_size": sizes.vocabulary,
        "max_position_embeddings": sizes.positions,
        "type_vocab_size": sizes.types,
        "layer_norm_eps": sizes.epsilon,
        "hidden_act": "gelu",
        "pad_token_id": source.special["pad"],
        "dtype": "float32",
    }
    tokenizer = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": _MAX_TOKENS,
        **{
            f"{role}_token": token for role, token in zip(("bos", "pad", "eos", "unk"), _SPECIAL, strict=True)
        },
        "cls_token": "<s>",
        "sep_token": "</s>",
        "mask_token": "<mask>",
    }
    package = "sentence_transformers.models"
    names = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    modules = [
        {"idx": i, "name": str(i), "path": path, "type": f"{package}.{kind}"}
        for i, (path, kind) in enumerate(names)
    ]
    prompts = {
        "query": E5_PREFIXES.query,
        "passage": E5_PREFIXES.passage,
        "document": E5_PREFIXES.passage,
    }
    _write_json(folder / "config.json", config)
    _write_json(folder / "tokenizer_config.json", tokenizer)
    _write_json(folder / "modules.json", modules)
    # The weights have no pooler; the vector is the mean over the tokens.
    bert = {"max_seq_length": _MAX_TOKENS, "do_lower_case": False, "model_args": {"add_pooling_layer": False}}
    _write_json(folder / "sentence_bert_config.json", bert)
    pooling = {"word_embedding_dimension": sizes.hidden, "pooling_mode_mean_tokens": True}
    _write_json(folder / "1_Pooling" / "config.json", pooling)
    _write_json(folder / "2_Normalize" / "config.json", {})
    _write_json(
        folder / "config_sentence_transformers.json",
        {"prompts": prompts, "default_prompt_name": None, "similarity_fn_name": "cosine"},
    )


def bert_name(name: str) -> str:
    """Returns the name that `BertModel` gives to a tensor of the weight file."""
    place, part = name.split(".", 1)
    suffix = ".weight" if part.endswith(".w") else ".bias"
    if place == "emb":
        tables = {"word": "word_embeddings", "pos": "position_embeddings", "type": "token_type_embeddings"}
        return f"embeddings.{tables[part]}.weight" if part in tables else f"embeddings.LayerNorm{suffix}"
    inner = {
        "q": "attention.self.query",
        "k": "attention.self.key",
        "v": "attention.self.value",
        "ao": "attention.output.dense",
        "aln": "attention.output.LayerNorm",
        "fi": "intermediate.dense",
        "fo": "output.dense",
        "oln": "output.LayerNorm",
    }[part.split(".")[0]]
    return f"encoder.layer.{place[1:]}.{inner}{suffix}"


def _write_safetensors(source: Q4File, path: Path) -> None:
    from safetensors.numpy import save_file

    tensors = {bert_name(name): np.ascontiguousarray(source.weights(name)) for name in source.tensors}
    save_file(tensors, path, metadata={"format": "pt"})


def _write_onnx(source: Q4File, folder: Path, say: Callable[[str], None]) -> None:
    from qa.embedding.graph import Weights, build_graph

    folder.mkdir()
    arm = platform.machine().lower() in {"arm64", "aarch64"}
    forms: dict[str, Weights] = {"model": "fp32"}
    forms |= (
        {f"model_{INT8_ARM}": "qint8"}
        if arm
        else {f"model_{INT8_VNNI}": "qint8", f"model_{INT8_AVX2}": "quint8"}
    )
    for name, weights in forms.items():
        say(f"onnx/{name}.onnx")
        (folder / f"{name}.onnx").write_bytes(build_graph(source, weights).SerializeToString())
