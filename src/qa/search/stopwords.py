"""Words of a question that say nothing about what it asks of the documents."""

from __future__ import annotations

from qa.vietnamese import fold

# Function words and the words that questions are put in; never a word that a document could turn on. With diacritics,
# since "mới" and "mỗi", "số" and "so" are one word without them.
STOPWORDS = frozenset(
    """
    à ạ ai anh bằng bao biết bị bởi cả các cái cần càng chăng chẳng chỉ chị cho chứ chưa chúng có còn con
    của cũng cùng cụ đã đang đấy đây đến đi do đó đâu đều để được em gì giúp hãy hay hẳn ho hoặc hỏi kể khi
    khác không là lại làm lấy lên liệt loại lúc luôn mà mấy mình mỗi một mọi muốn này nào nay nên nếu ngay
    nhau nhé nhỉ nhiêu nhiều như nhưng những nhắc nói nơi nữa ở ơi phải qua ra rằng rất riêng rồi sanh sánh
    sao sẽ so sau tại tất tên thế thể thì theo thôi thưa tôi tới trên trong trước từ từng và vẫn vào vậy về
    vì việc với vừa vâng xin cho biết dùm giùm tram gấp ý ta phần trăm the is are of in to for and or what
    which who when how many much does do did by on at from with an a be was were it its that this these
    those there has have had will would can could should please tell me about under according as
    """.split()
)
# Without diacritics only what can hardly be read as a word that matters.
FOLDED_STOPWORDS = frozenset(
    word
    for word in map(fold, STOPWORDS)
    if word
    not in frozenset(
        """
    can cu con doi ho khac moi mot nhieu phan so ta thu tu y yeu ten the len lai tai qua lam noi dieu
    """.split()
    )
) | frozenset(["cho", "la", "co", "the", "nao", "gi", "sao", "thi", "ma", "va", "o"])
# Verbs that targets are put in ("Tỉnh phấn đấu có bao nhiêu …?"): any target has them, and none is told by them. As
# typed with diacritics; without, only the pair can hardly be read as other words.
TARGET_VERBS = frozenset("phấn đấu phấn_đấu phan_dau hướng_tới đặt_ra đề_ra dự_kiến".split())
# Words that everyday speech is filled with ("chuyện ấy", "mảng này", "lỡ", "đem") and plans are not: what they stand
# for is said beside them. As typed with diacritics, as above.
TALK_WORDS = frozenset(
    """
    chuyện mảng ấy kia nọ vầy mong hẳn cỡ chừng cháu tụi bọn nó họ tui mãi lỡ đem bèn nghen nhen hông chả
    """.split()
)
# Words that ask for a figure; a document may put it in others.
MEASURE_WORDS = frozenset(
    """
    ty ti le muc so luong chi tieu ty_le ti_le so_luong chi_tieu
    """.split()
)
