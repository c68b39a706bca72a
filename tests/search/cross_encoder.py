"""A cross-encoder small enough to make in a test: a folder that sentence-transformers opens like any other."""

from pathlib import Path

WORDS = "mục tiêu kinh phí khoa học và công nghệ doanh nghiệp sở tài chính là bao nhiêu năm đến tỷ lệ".split()


def save(folder: Path, labels: int = 1) -> Path:
    """Writes a BERT of two layers with random, repeatable weights and a vocabulary of a few words."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(7)
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]
    tokenizer = BertTokenizerFast(vocab={word: at for at, word in enumerate(vocabulary)}, strip_accents=False)
    tokenizer.save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=128, num_labels=labels, initializer_range=2.0,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder
