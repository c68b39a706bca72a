"""Words of a question that say nothing about what it asks of the documents."""

from __future__ import annotations

# Folded syllables. Function words and the words questions are put in; never a word that a document could turn on.
STOPWORDS = frozenset(
    """
    a ai anh bang bao be bi bo cac cai can chang chi cho chu chua chung co con cua cung da dang day de den di dieu do doi duoc em
    tram muon nua roi liet sanh nhau gap nhac
    gi giup ha hay hien ho hoac hoi ke khi khong la lai lam len loai luc lua ma mang may mot moi nao nay nen neu ngay nhe nhi
    nhieu nhu nhung no noi o oi phai qua ra rang rat sao se so sau tai tat ten thi the theo thi thua thu toi tren trong truoc tu
    tung va van vao vay ve vi viec voi xin yeu biet ban dum voi ca bao theo vay thoi
    the is are of in to for and or what which who when how many much does do did by on at from with an be was were it its that
    this these those there has have had will would can could should please tell me about under according as
    """.split()
)
