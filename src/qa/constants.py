"""Words that code, prompts and tests must spell alike."""

REFUSAL = "Không tìm thấy trong các văn bản đã nạp."
"""What an answer says when the documents do not; the one spelling for answers, prompts, evaluation and tests."""
