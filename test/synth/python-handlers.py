"""Compiles every Python handler below a folder, looks for names that none of them defines, and gives one of them a batch
with a message that is not JSON, one what S3 sends when a notification is set up, one a change of an item twice, with a
stand-in of boto3 that notes what it is asked for, and one tasks of a workflow that waits for its answer."""
import ast
import builtins
import decimal
import importlib.util
import io
import json
import os
import pathlib
import py_compile
import re
import sys
import types



def undefined_names(tree):
    defined, used = set(dir(builtins)), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else defined).add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.ExceptHandler)):
            defined.add(node.name)
        elif isinstance(node, ast.arg):
            defined.add(node.arg)
        elif isinstance(node, ast.alias):
            defined.add(node.asname or node.name.split(".")[0])
    return sorted(used - defined)


root = pathlib.Path(sys.argv[1])
uncompiled = []
undefined = []
for path in sorted(root.glob("*/src/handlers/*/index.py")):
    try:
        py_compile.compile(str(path), doraise=True)
        undefined += [f"{path}: {name}" for name in undefined_names(ast.parse(path.read_text()))]
    except py_compile.PyCompileError as error:
        uncompiled.append(str(error))



class Client:
    asked = []

    def __init__(self, *_, **__):
        pass

    def __getattr__(self, name):
        return lambda **asked: self.answer(name, asked)

    def answer(self, name, asked):
        Client.asked.append((name, asked))
        empty = {"Item": None, "Records": [{} for _ in asked.get("Records", [])], "Payload": io.BytesIO(b"null")}
        return {key: value for key, value in empty.items() if value is not None}


class TypeDeserializer:
    def deserialize(self, typed):
        [(kind, value)] = typed.items()
        return decimal.Decimal(value) if kind == "N" else set(value) if kind == "SS" else value


class TypeSerializer:
    def serialize(self, value):
        return {"S": value} if isinstance(value, str) else {"N": str(value)} if not isinstance(value, list) else {"L": value}


class Refused(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.response = {"Error": {"Code": code}}


class StepFunctions:
    """Stands in for boto3's client: keeps what it is told, or refuses it."""

    def __init__(self):
        self.told, self.refusal = [], None

    def __getattr__(self, action):
        def tell(**arguments):
            if self.refusal:
                raise Refused(self.refusal)
            self.told.append({"action": action, **arguments})

        return tell


def stand_in(name, **content):
    module = types.ModuleType(name)
    module.__dict__.update(content)
    sys.modules[name] = module


client = StepFunctions()
stand_in("boto3", client=lambda service, *_, **__: client if service == "stepfunctions" else Client())
stand_in("boto3.dynamodb")
stand_in("boto3.dynamodb.types", TypeDeserializer=TypeDeserializer, TypeSerializer=TypeSerializer)
stand_in("botocore")
stand_in("botocore.config", Config=dict)
stand_in("botocore.exceptions", ClientError=Refused)


def load(app, function):
    path = root / app / "src/handlers" / function / "index.py"
    for name in re.findall(r'os\.environ\["(\w+)"\]', path.read_text()):
        os.environ[name] = name
    spec = importlib.util.spec_from_file_location("index", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def batch(*bodies):
    return {"Records": [{"messageId": f"m{index}", "body": body} for index, body in enumerate(bodies)]}


def refuse(message):
    raise AssertionError(f"{message} is a test event: nothing is to be done for it")


answering = load("callbacks", "hears")
task = json.dumps({"taskToken": "token", "input": {"order": 7}})
answering.handler(batch(task, json.dumps({"Type": "Notification", "Message": task}), "{}"), None)
answering.do_task = lambda message: [][message["order"]]
answering.handler(batch(task), None)
client.refusal = "TaskTimedOut"
answering.handler(batch(task), None)
client.refusal = "ThrottlingException"
try:
    answering.handler(batch(task), None)
except Refused as error:
    client.told.append({"raised": str(error)})

partial = load("odd-names", "snake").handler(batch("{}", "not JSON", "{}"), None)
told = load("objects-through-queues", "python")
told.logger.debug = lambda _, message: refuse(message)
test = told.handler(batch('{"Event": "s3:TestEvent"}'), None)
image = {"total": {"N": "12.5"}, "count": {"N": "3"}, "tags": {"SS": ["a"]}}
change = {"eventSource": "aws:dynamodb", "eventID": "e1", "dynamodb": {"SequenceNumber": "1", "NewImage": image}}
changes = load("odd-names", "snake-2")
del told.logger.debug
twice = [changes.handler({"Records": [change]}, None) for _ in range(2)]
read = [asked["Key"]["id"] for name, asked in Client.asked if name == "get_item"]
sent = [json.loads(asked["MessageBody"]) for name, asked in Client.asked if name == "send_message"]
report = {"partial": partial, "test": test, "twice": twice, "read": read, "sent": sent, "answers": client.told}
print(json.dumps({**report, "uncompiled": uncompiled, "undefined": undefined}))
