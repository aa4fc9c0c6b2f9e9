import Experiments
import Glibc
import OptCore

// store-fixture STORE RUNS.jsonl: stores the runs that STORE does not have yet, one by one and as fast as it can, and
// prints `ready` before it opens the store and the key of each run once it is stored. Exit status 0 when all are there, 1 with the reason otherwise.

func say(_ text: String, to descriptor: Int32) throws(FileError) {
  try FileOutput.write(Array((text + "\n").utf8), descriptor: descriptor, path: "<stream>")
}

func storeRuns() throws {
  let arguments = CommandLine.arguments
  let content = try StoreContent.readJSONLines(
    try SourceText.read(path: arguments[2]), verifyingKeys: false)
  try say("ready", to: 1)
  let store = try ResultStore.open(arguments[1], for: .writing)
  if let header = content.header { try store.begin(header) }
  let finished = try store.finishedKeys()
  for run in content.runs where !finished.contains(run.key) {
    try store.append(run)
    try say(run.key, to: 1)
  }
}

do {
  guard CommandLine.arguments.count == 3 else { exit(2) }
  try storeRuns()
} catch {
  try say("\(error)", to: 2)
  exit(1)
}
