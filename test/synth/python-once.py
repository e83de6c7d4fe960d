"""Gives a Python handler that keeps keys one message twice, one that fails, and one whose work was cut off; its DynamoDB
is a stand-in at the address that it is given."""
import importlib.util
import json
import sys
import time
import types
import urllib.error
import urllib.request

path, url = sys.argv[1:]


class ClientError(Exception):
    def __init__(self, response):
        super().__init__(response["Error"]["Code"])
        self.response = response


class Table:
    def __init__(self, _service, config):
        self.config = config

    def __getattr__(self, name):
        operation = "".join(part.capitalize() for part in name.split("_"))
        return lambda **asked: self.send(operation, asked)

    def send(self, operation, asked):
        headers = {"x-amz-target": f"DynamoDB_20120810.{operation}"}
        try:
            urllib.request.urlopen(urllib.request.Request(url, json.dumps(asked).encode(), headers))
        except urllib.error.HTTPError as error:
            said = json.loads(error.read())
            code = said.pop("__type").split("#")[1]
            raise ClientError({"Error": {"Code": code}, **said}) from None


boto3 = types.ModuleType("boto3")
boto3.client = Table
botocore = types.ModuleType("botocore")
exceptions = types.ModuleType("botocore.exceptions")
exceptions.ClientError = ClientError
config = types.ModuleType("botocore.config")
config.Config = dict
sys.modules.update(
    {"boto3": boto3, "botocore": botocore, "botocore.config": config, "botocore.exceptions": exceptions}
)

spec = importlib.util.spec_from_file_location("index", path)
handlers = importlib.util.module_from_spec(spec)
spec.loader.exec_module(handlers)
work = handlers.work
done = []


def noted(message):
    work(message)
    if message.get("fails"):
        raise ValueError("as asked")
    done.append(message["order"])


def deliver(identifier, **message):
    record = {"messageId": identifier, "body": json.dumps(message), "eventSource": "aws:sqs"}
    return [failure["itemIdentifier"] for failure in handlers.handler({"Records": [record]}, None)["batchItemFailures"]]


handlers.work = noted
failed = [deliver("a", order=1), deliver("a", order=1), deliver("b", order=2, fails=True), deliver("b", order=2)]


def cut_off(message):
    raise SystemExit


handlers.work = cut_off
try:
    deliver("c", order=3)
except SystemExit:
    pass
handlers.work = noted
failed.append(deliver("c", order=3))
now = time.time
time.time = lambda: now() + 31
failed.append(deliver("c", order=3))
print(json.dumps({"done": done, "failed": failed}))
