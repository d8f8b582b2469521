# SPDX-License-Identifier: Apache-2.0
"""YAML pipelines that several tests use."""

AGENT = """components:
  agent:
    type: haystack.components.agents.agent.Agent
    init_parameters:
      chat_generator:
        type: haystack.components.generators.chat.openai.OpenAIChatGenerator
        init_parameters: {model: fake}
inputs:
  messages: agent.messages
outputs:
  answer: agent.last_message
"""
