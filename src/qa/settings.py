"""One settings object: `QA_*` variables, then `qa.toml` in the working folder, then the defaults."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from platformdirs import user_cache_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from qa.errors import QaError


class Settings(BaseSettings):
    """Every setting of the program. A variable `QA_THREADS` sets `threads`, and so on."""

    model_config = SettingsConfigDict(env_prefix="QA_", toml_file="qa.toml", extra="ignore")

    corpus: Path = Field(Path("corpus"), description="folder of the documents")
    index: Path = Field(Path("index"), description="folder of the index")
    cache: Path = Field(default_factory=lambda: user_cache_path("qa"), description="folder of prepared models")
    model: str = Field("multilingual-e5-small", description="embedding model: built-in name, hub id or folder")
    engine: str = Field("auto", description="auto, onnx-int8, onnx-fp32 or sentence-transformers")
    vectors: Literal["exact", "approximate"] = Field(
        "exact", description="how broad searches find vectors; approximate (FAISS IVF, SQ8): for very large corpora"
    )
    threads: int = Field(2, ge=1, description="threads of the embedding engine and of FAISS")
    since: bool = Field(True, description="say beside printed names what provinces and agencies have become")
    host: str = Field("127.0.0.1", description="address of the web app")
    port: int = Field(7860, description="port of the web app")
    auth: Path | None = Field(None, description="file of the web app's users (made by `qa users add`); empty: no login")
    data: Path = Field(Path("data"), description="folder of what users leave: feedback")
    results: Path = Field(Path("eval"), description="folder under which the web app looks for evaluation runs")
    question_limit: int = Field(2000, ge=100, description="characters of a question in the web app")
    questions_per_minute: int = Field(60, ge=1, description="questions a minute from one user or address")
    queue: int = Field(16, ge=1, description="questions that may wait for an answer; more get a \"busy\" answer")
    wait_seconds: float = Field(30.0, gt=0, description="seconds that a question may wait for its turn")
    answer_seconds: float = Field(30.0, gt=0, description="seconds of computing for one answer, a language model aside")
    log_requests: bool = Field(True, description="one line a question in requests.jsonl in the data folder")
    log_questions: bool = Field(False, description="write the words of questions into that log too")
    upload_mb: int = Field(50, ge=1, description="megabytes of one uploaded file")
    reranker: str = Field("", description="cross-encoder that reorders what was found: hub id or folder; empty: off")
    llm: str = Field("", description='language model: "ollama:qwen3:4b", "openai:…"; empty: off, nothing is sent')
    llm_base_url: str = Field("", description="address of the model's server (vLLM, llama.cpp, …)")
    llm_api_key: SecretStr = Field(SecretStr(""), description="key of the model's server; never shown or logged")
    llm_timeout: float = Field(60.0, gt=0, description="seconds that one generated answer may take in all")
    llm_retries: int = Field(2, ge=0, description="further attempts after 429, 5xx or a lost connection")
    llm_context_tokens: int = Field(4096, ge=512, description="tokens of a prompt and its answer together")
    nli: str = Field("", description="cross-encoder that also judges generated sentences: hub id or folder; empty: off")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Puts arguments over variables over `qa.toml`."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


@cache
def get_settings() -> Settings:
    """Returns the settings of this process.

    Raises:
        QaError: a variable or `qa.toml` holds something that is no setting.
    """
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))} ({e['msg']})" for e in error.errors())
        raise QaError(f"Cài đặt không hợp lệ: {wrong}. Hãy sửa biến QA_… hoặc tệp qa.toml.") from error
    except ValueError as error:
        raise QaError(f"Tệp qa.toml không đọc được: {error}. Hãy sửa rồi chạy lại.") from error
