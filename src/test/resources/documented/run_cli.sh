hayhooks pipeline run chat_pipeline --param 'query="Hello!"'
