"""Build hook: a wheel carries the codebooks and the sample study; an editable install reads them in place."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SampleStudy(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "standard":
            for folder in ("codebooks", "transcripts_sample"):
                build_data["force_include"][folder] = f"qualcode/_data/{folder}"
