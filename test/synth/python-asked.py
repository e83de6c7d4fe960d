"""Hands events to one Python handler, and prints what it answers and what it asks of AWS, with a stand-in of boto3 that keeps
what it is asked for, or refuses it with the code that is given."""
import importlib.util
import json
import os
import re
import sys
import types

path, refusal, *events = sys.argv[1:]
asked = []


class Refused(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.response = {"Error": {"Code": code}}


class Client:
    def __init__(self, *_, **__):
        pass

    def __getattr__(self, action):
        def ask(**arguments):
            asked.append({"action": action, **arguments})
            if refusal:
                raise Refused(refusal)
            return {}

        return ask


def stand_in(name, **content):
    module = types.ModuleType(name)
    module.__dict__.update(content)
    sys.modules[name] = module


class TypeSerializer:
    def serialize(self, value):
        return {"S": value} if isinstance(value, str) else {"JSON": value}


stand_in("boto3", client=Client)
stand_in("boto3.dynamodb")
stand_in("boto3.dynamodb.types", TypeSerializer=TypeSerializer, TypeDeserializer=object)
stand_in("botocore")
stand_in("botocore.config", Config=dict)
stand_in("botocore.exceptions", ClientError=Refused)

for name in re.findall(r'os\.environ\["(\w+)"\]', open(path).read()):
    os.environ[name] = name
spec = importlib.util.spec_from_file_location("index", path)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)


def tried(event):
    try:
        return module.handler(event, types.SimpleNamespace(aws_request_id="r1"))
    except Exception as error:
        return {"raised": str(error)}


answers = [tried(json.loads(event)) for event in events]
print(json.dumps({"answers": answers, "asked": asked}))
