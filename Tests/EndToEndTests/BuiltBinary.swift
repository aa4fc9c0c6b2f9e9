import Foundation
import Synchronization
import TestSupport

/// What a finished process left behind.
struct Finished {
  let status: Int32
  let output: String
  let errors: String
  let seconds: Double
}

/// The executable that was built beside the test bundle.
enum BuiltBinary {
  static let url: URL = {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var folder = bundle.deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("optsolve")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return URL(fileURLWithPath: "optsolve")
  }()

  /// The root of the checkout.
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Runs the binary to its end.
  ///
  /// - Parameters:
  ///   - arguments: words after the program's name.
  ///   - input: bytes for standard input.
  ///   - folder: working directory.
  ///   - environment: variables besides those of this process.
  ///   - interrupt: a signal and the seconds after which it is sent.
  ///   - program: what runs in its place, such as a shell that runs it.
  ///   - meanwhile: called on a thread of its own with the process's identifier.
  static func run(
    _ arguments: [String], input: String = "", in folder: URL? = nil,
    environment: [String: String] = [:], interrupt: (signal: Int32, after: Double)? = nil,
    program: URL = url,
    meanwhile: (@Sendable (Int32) -> Void)? = nil
  ) throws -> Finished {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = folder }
    process.environment = ProcessInfo.processInfo.environment
      .merging(environment) { _, own in own }
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    let start = Date()
    try process.run()
    if let interrupt {
      let identifier = process.processIdentifier
      onOwnThread(after: interrupt.after) { kill(identifier, interrupt.signal) }
    }
    if let meanwhile {
      let identifier = process.processIdentifier
      onOwnThread { meanwhile(identifier) }
    }
    let errors = Mutex(Data())
    let isRead = DispatchSemaphore(value: 0)
    let errorHandle = stderr.fileHandleForReading
    onOwnThread {
      let data = errorHandle.readDataToEndOfFile()
      errors.withLock { $0 = data }
      isRead.signal()
    }
    try? stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try? stdin.fileHandleForWriting.close()
    let output = stdout.fileHandleForReading.readDataToEndOfFile()
    isRead.wait()
    process.waitUntilExit()
    let status =
      process.terminationReason == .exit
      ? process.terminationStatus : 1000 + process.terminationStatus
    return Finished(
      status: status, output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors.withLock { $0 }, as: UTF8.self),
      seconds: Date().timeIntervalSince(start))
  }

  /// Runs `body` with a fresh temporary folder.
  static func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("optsolve-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }
}
