"""The retriever inside a LangChain chain."""

from langchain_core.runnables import RunnableLambda
from tests import second

from qa.search import Retriever
from qa.search.langchain import LangChainRetriever


def test_documents_in_a_chain_are_the_hits_of_the_retriever():
    retriever = Retriever(second.index(), second.embedder())
    question = "Hồ sơ nộp trực tuyến ở đâu?"
    chain = LangChainRetriever(retriever=retriever, k=4) | RunnableLambda(lambda found: found)
    documents = chain.invoke(question)
    hits = retriever.search(question, 4)
    assert [d.page_content for d in documents] == [h.passage.text for h in hits]
    assert [d.metadata["score"] for d in documents] == [h.score for h in hits]
    for document, hit in zip(documents, hits, strict=True):
        section = second.index().section(hit.passage.section_id)
        assert document.metadata["section_id"] == section.section_id
        assert document.metadata["doc_id"] == section.doc_id
        assert document.metadata["reference"] == section.reference != ""
        assert document.metadata["breadcrumb"] == hit.passage.breadcrumb


def test_the_filter_holds_in_a_chain():
    retriever = Retriever(second.index(), second.embedder())
    documents = LangChainRetriever(retriever=retriever, docs=(second.PLAN,)).invoke("hỗ trợ hợp tác xã")
    assert {d.metadata["doc_id"] for d in documents} == {second.PLAN}
