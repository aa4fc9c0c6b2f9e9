import Experiments
import Foundation
import Glibc
import OptCore
import TestSupport
import Testing

/// The store under `kill -9`, from outside: a process stores runs as fast as it can and is killed again and again.
@Suite("Stores and killed processes")
struct StoreKillTests {
  private let folder: StoreFolder
  private let runs: [RunRecord]
  private static let kills = 60

  init() throws {
    folder = try StoreFolder()
    var source = RandomRecord(seed: 77)
    var runs = source.records(1200)
    // Documents of up to some 20 kB, so that a run is spread over many pages.
    for index in runs.indices where index % 4 == 0 {
      runs[index].document = String(
        repeating: "{\"sequence\":[\(index)]}", count: 1 + source.random.below(1000))
    }
    self.runs = runs
    let content = StoreContent(header: source.header(), runs: runs)
    try Data(content.jsonLines()).write(to: URL(fileURLWithPath: folder.path("runs.jsonl")))
  }

  @Test("60 kills at random times lose no run, and stores end as if nothing had happened")
  func kills() throws {
    let path = folder.path("killed.sqlite")
    let calm = folder.path("calm.sqlite")
    try finish(calm)
    var random = RandomStream(seed: 4)
    var acknowledged: Set<String> = []
    var midway = 0
    for kill in 0..<StoreKillTests.kills {
      let child = try Writer(store: path, runs: folder.path("runs.jsonl"))
      #expect(child.keys(atMost: 1, within: 60) == ["ready"])
      // Half of the kills come while the store is opened or soon after, half after some runs.
      let keys =
        kill % 2 == 0
        ? child.keys(atMost: random.below(60), within: random.unit() * 0.04)
        : child.keys(atMost: 1 + random.below(15), within: 60)
      usleep(UInt32(random.below(4000)))
      acknowledged.formUnion(keys)
      acknowledged.formUnion(try child.kill())
      guard FileManager.default.fileExists(atPath: path) else { continue }
      let isFresh = acknowledged.isEmpty
      var isComplete = false
      let error = storeError {
        let store = try ResultStore.open(path, for: isFresh ? .writing : .reading)
        let stored = try store.finishedKeys()
        #expect(acknowledged.isSubset(of: stored), "kill \(kill)")
        #expect(try store.integrityProblems() == [], "kill \(kill)")
        isComplete = stored.count == runs.count
        if !stored.isEmpty, !isComplete { midway += 1 }
      }
      #expect(error == nil, "kill \(kill)")
      if isComplete {
        // However fast the machine is: a full store makes room for an empty one.
        try expectSame(path, calm)
        for end in ["", "-wal", "-shm"] { unlink(path + end) }
        acknowledged = []
      }
    }
    #expect(midway > StoreKillTests.kills / 4)
    try finish(path)
    try expectSame(path, calm)
  }

  private func expectSame(_ path: String, _ calm: String) throws {
    let killed = try ResultStore.open(path, for: .reading).content()
    let calm = try ResultStore.open(calm, for: .reading).content()
    #expect(killed.runs.count == runs.count)
    #expect(killed.jsonLines() == calm.jsonLines())
    #expect(killed.csv(columns: ResultColumn.all) == calm.csv(columns: ResultColumn.all))
  }

  @Test("A second process is told who writes, and changes nothing")
  func secondProcess() throws {
    let path = folder.path("a.sqlite")
    let store = try ResultStore.open(path, for: .writing)
    let child = try Writer(store: path, runs: folder.path("runs.jsonl"))
    let (status, message) = child.end()
    #expect(status == 1)
    #expect(message.contains("\(path): in use: process \(getpid()) on "))
    #expect(try store.finishedKeys().isEmpty)
  }

  private func finish(_ path: String) throws {
    let child = try Writer(store: path, runs: folder.path("runs.jsonl"))
    let keys = child.keys(atMost: .max, within: 600)
    #expect(keys.count <= runs.count + 1)
    #expect(child.end() == (0, ""))
  }
}

/// A `store-fixture` at work.
private final class Writer {
  private let process = Process()
  private let output = Pipe()
  private let errors = Pipe()
  private var pending: [UInt8] = []

  init(store: String, runs: String) throws {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var folder = bundle.deletingLastPathComponent()
    while folder.path != "/",
      !FileManager.default.isExecutableFile(
        atPath: folder.appendingPathComponent("store-fixture").path)
    {
      folder.deleteLastPathComponent()
    }
    process.executableURL = folder.appendingPathComponent("store-fixture")
    process.arguments = [store, runs]
    process.standardOutput = output
    process.standardError = errors
    try process.run()
  }

  /// The keys it prints until there are `limit` of them, `seconds` have passed or it has ended.
  func keys(atMost limit: Int, within seconds: Double) -> [String] {
    let end = Date().addingTimeInterval(seconds)
    let descriptor = output.fileHandleForReading.fileDescriptor
    var keys: [String] = []
    while keys.count < limit {
      let left = end.timeIntervalSinceNow
      guard left > 0 else { break }
      var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard Glibc.poll(&poll, 1, Int32(left * 1000) + 1) > 0 else { break }
      var chunk = [UInt8](repeating: 0, count: 33)  // a key and its line end
      let count = read(descriptor, &chunk, chunk.count)
      guard count > 0 else { break }
      keys += lines(chunk.prefix(count))
    }
    return keys
  }

  /// Kills it; the keys it printed before that were not read yet.
  func kill() throws -> [String] {
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let rest = lines(try output.fileHandleForReading.readToEnd() ?? Data())
    pending = []
    return rest
  }

  /// Its exit status and last words.
  func end() -> (Int32, String) {
    let words = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: words, as: UTF8.self))
  }

  private func lines(_ bytes: some Sequence<UInt8>) -> [String] {
    pending += bytes
    var lines = pending.split(separator: 0x0A, omittingEmptySubsequences: false)
    let rest = lines.removeLast()
    let keys = lines.map { String(decoding: $0, as: UTF8.self) }
    pending = Array(rest)
    return keys
  }
}
