"""Text for property-based tests."""

from hypothesis import strategies as st

# Letters that Vietnamese text is made of, composed and decomposed, with what files bring along.
_LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐEÊOÔƠUƯY0123456789"
    "áàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệóòỏõọốồổỗộớờởỡợúùủũụứừửữựíìỉĩịýỳỷỹỵÁÀẢÓÒỎÚÙỦÝỲỶ"
)
_REST = " \u00a0\n\t.,;:%/-–()“”\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b\u200b\x00"
VIETNAMESE = st.text(st.sampled_from(_LETTERS + _REST))
ANY = st.one_of(st.text(), VIETNAMESE)
