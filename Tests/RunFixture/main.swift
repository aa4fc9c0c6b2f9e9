import Experiments
import Glibc
import OptCore

// A program that stands in for optsolve in tests of the runner and does what its instance's path says, step by step:
//
//   incumbent=V bound=V  an event on standard error
//   say=TEXT             a line on standard error
//   digest=TEXT          the digest that documents after it state
//   document             a result document with the words and cores of the run
//   print=MB complain=MB so many mebibytes on standard output or error
//   sleep=S              sleeps
//   deaf                 takes no notice of SIGTERM
//   polite               answers SIGTERM with a document and exit status 143
//   eat=MB               takes memory and keeps it
//   announce=FILE        appends its process identifier to a file
//   child=STEPS          starts a process in its own group; its steps are joined by commas
//   orphan=STEPS         the same through a process that ends at once
//   close                closes both output streams
//   exit=N crash=N       ends with a status or by a signal
//   host=STEPS           carries out one run with this program; its steps are joined by commas
//   study=N              carries out N runs of every kind with this program, and tells what is left of them

func put(_ text: String, _ descriptor: Int32) {
  try? FileOutput.write(Array(text.utf8), descriptor: descriptor, path: "")
}

/// What a document says about the instance's data; nil = nothing.
nonisolated(unsafe) var digest: String?

func document(_ termination: String) -> String {
  let stated = digest.map { [("digest", JSONValue.string($0))] } ?? []
  return JSONValue.object(
    pairs: stated + [
      ("schema", .string("optsolve.result/1")), ("status", .string("feasible")),
      ("termination", .string(termination)), ("objective", .integer(12)), ("bound", .integer(7)),
      ("time", .real(0.25)),
      (
        "trajectory",
        .array([
          .object(pairs: [("time", .real(0.125)), ("objective", .integer(12))]),
          .object(pairs: [("time", .real(0.25)), ("bound", .integer(7))]),
        ])
      ),
      ("cores", .array(ProcessorCores.allowed().sorted().map(JSONValue.integer))),
      ("words", .array(CommandLine.arguments.dropFirst().map(JSONValue.string))),
    ]
  ).formatted()
}

func start(_ steps: String, through intermediate: Bool) {
  let script = steps.split(separator: ",").joined(separator: ";")
  let path = intermediate ? "child=\(steps);exit=0" : script
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  posix_spawnattr_setpgroup(&attributes, 0)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
  let words: [UnsafeMutablePointer<CChar>?] = [
    strdup("run-fixture"), strdup("smtt"), strdup(path), nil,
  ]
  var id: pid_t = 0
  let code = posix_spawn(&id, "/proc/self/exe", nil, &attributes, words, environ)
  if code != 0 { put("cannot start a child: \(code)\n", 2) }
}

/// Carries out one run.
func host(_ steps: String) {
  let path = steps.split(separator: ",").joined(separator: ";")
  let specification = RunSpecification(
    instance: InstanceReference(family: "smtt", name: "one", path: path, digest: "", size: 1),
    method: MethodSetting("edd"), seed: 1, limits: SolveLimits())
  _ = RunExecutor(executable: "/proc/self/exe", version: "1")
    .execute(PlannedRun(specification, key: "1"))
}

/// How many descriptors are open.
func descriptorCount() -> Int {
  (0..<4096).filter { fcntl($0, F_GETFD) >= 0 }.count
}

/// Runs that end in every way there is, and what they leave behind in this process.
func study(_ count: Int) {
  let scripts = [
    "document", "exit=3", "crash=11", "say=no;exit=70", "document;orphan=deaf,sleep=60",
    "print=1;complain=1", "child=sleep=60;crash=6", "close;exit=0",
  ]
  let executor = RunExecutor(executable: "/proc/self/exe", version: "1")
  let runs = (0..<count).map { index -> PlannedRun in
    let instance = InstanceReference(
      family: "smtt", name: "\(index)", path: scripts[index % scripts.count], digest: "", size: 1)
    return PlannedRun(
      RunSpecification(
        instance: instance, method: MethodSetting("edd"), seed: UInt64(index), limits: SolveLimits()
      ),
      key: "\(index)")
  }
  let before = descriptorCount()
  let summary = StudyRunner(executor: executor, jobs: 2).run(
    runs, cancellation: Cancellation(), finished: { _ in })
  var status: Int32 = 0
  let hasChildren = waitpid(-1, &status, WNOHANG) >= 0
  let result = JSONValue.object(pairs: [
    ("finished", .integer(summary.finished)), ("failed", .integer(summary.failed)),
    ("leaked", .integer(descriptorCount() - before)), ("zombies", .bool(hasChildren)),
  ])
  put(result.compact(), 1)
}

func flood(_ mebibytes: Int, _ descriptor: Int32) {
  let block = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
  for _ in 0..<mebibytes { try? FileOutput.write(block, descriptor: descriptor, path: "") }
}

var eaten: [[UInt8]] = []
for step in CommandLine.arguments[2].split(separator: ";") {
  let parts = step.split(separator: "=", maxSplits: 1).map(String.init)
  let value = parts.count > 1 ? parts[1] : ""
  let number = Double(value) ?? 0
  switch parts[0] {
  case "incumbent":
    put(#"{"event":"incumbent","time":0.5,"objective":\#(value),"bound":null}"# + "\n", 2)
  case "bound":
    put(#"{"event":"bound","time":0.75,"objective":null,"bound":\#(value)}"# + "\n", 2)
  case "digest": digest = value
  case "say": put(value + "\n", 2)
  case "document": put(document("completed"), 1)
  case "print": flood(Int(number), 1)
  case "complain": flood(Int(number), 2)
  case "sleep": usleep(UInt32(number * 1e6))
  case "deaf": signal(SIGTERM, SIG_IGN)
  case "polite":
    signal(SIGTERM) { _ in
      put(document("interrupted"), 1)
      _exit(143)
    }
  case "eat":
    for _ in 0..<Int(number) { eaten.append([UInt8](repeating: 1, count: 1 << 20)) }
  case "announce":
    let file = open(value, O_WRONLY | O_CREAT | O_APPEND, 0o644)
    put("\(getpid())\n", file)
    close(file)
  case "child": start(value, through: false)
  case "orphan": start(value, through: true)
  case "close":
    close(1)
    close(2)
  case "study": study(Int(number))
  case "host": host(value)
  case "exit": exit(Int32(number))
  case "crash": kill(getpid(), Int32(number))
  default: put("unknown step: \(step)\n", 2)
  }
}
