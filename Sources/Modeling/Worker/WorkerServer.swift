import Glibc
import OptCore
import Synchronization

/// Serves one request as a worker process: reads it from `input`, solves, streams what it finds to `output`.
///
/// Call it first thing in the worker process. The request's descriptor stays open as the control channel: when the
/// parent closes it, or on SIGTERM, the engine is asked to stop and its answer is still delivered. When nobody can
/// read the answers any more, as after the parent's death, the process ends at once. Whatever the C libraries print
/// on standard output is thrown away.
///
/// - Parameters:
///   - engines: the engines a request may name.
///   - input: descriptor of the request and of the control channel.
///   - output: descriptor of the answers.
/// - Returns: the exit code: 0 when an answer was delivered, 65 for a malformed request, 74 when nobody reads.
public func runEngineWorker(engines: EngineSet, input: Int32 = 0, output: Int32 = 1) -> Int32 {
  signal(SIGPIPE, SIG_IGN)
  var noCore = rlimit()
  setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &noCore)
  let answers = fcntl(output, F_DUPFD_CLOEXEC, 3)
  guard answers >= 0 else { return 74 }
  let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
  if nowhere >= 0 { dup2(nowhere, output) }
  let server = WorkerServer(
    engines: engines, input: input, output: answers, capsMemory: true, whenAbandoned: { _exit(74) })
  return server.run()
}

/// The worker's side of one request.
package struct WorkerServer: Sendable {
  private let engines: EngineSet
  private let input: Int32
  private let output: Int32
  private let capsMemory: Bool
  private let whenAbandoned: @Sendable () -> Void

  /// Serves on two descriptors, which stay the caller's.
  ///
  /// - Parameters:
  ///   - capsMemory: whether a memory limit in the request is set on this process.
  ///   - whenAbandoned: called when nobody can read the answers any more.
  package init(
    engines: EngineSet, input: Int32, output: Int32, capsMemory: Bool,
    whenAbandoned: @escaping @Sendable () -> Void
  ) {
    self.engines = engines
    self.input = input
    self.output = output
    self.capsMemory = capsMemory
    self.whenAbandoned = whenAbandoned
  }

  /// Reads the request, solves, answers.
  ///
  /// - Returns: the exit code, as of `runEngineWorker`.
  package func run() -> Int32 {
    let cancellation = Cancellation()
    let sink = FrameSink(output: output, cancellation: cancellation)
    let request: WorkerRequest
    do throws(WorkerMessageError) {
      request = try readRequest()
    } catch {
      sink.send(.failure(.failed("malformed request: \(error)")))
      return 65
    }
    let watch = ControlWatch(
      input: input, output: output, cancellation: cancellation, whenAbandoned: whenAbandoned)
    watch.start()
    if capsMemory, let limit = request.options.memoryLimit { WorkerServer.capMemory(limit) }
    let answer = solve(request, sink, cancellation)
    watch.stop()
    return sink.send(answer) ? 0 : 74
  }

  private func solve(
    _ request: WorkerRequest, _ sink: FrameSink, _ cancellation: Cancellation
  ) -> WorkerFrame {
    guard let engine = engines.engines.first(where: { $0.identity.id == request.engine }) else {
      return .failure(.unavailable("engine \(request.engine) is not built in"))
    }
    let log: @Sendable (String) -> Void = { sink.send(.log($0)) }
    let observer = EngineObserver(
      cancellation: cancellation,
      incumbent: { sink.send(.incumbent(point: $0, objective: $1)) },
      bound: { sink.send(.bound($0)) },
      log: request.wantsLog ? log : nil)
    do throws(EngineError) {
      return .result(try engine.solve(request.model, options: request.options, observer: observer))
    } catch {
      return .failure(error)
    }
  }

  private func readRequest() throws(WorkerMessageError) -> WorkerRequest {
    let header = try read(WorkerRequest.headerSize)
    return try WorkerRequest(body: read(WorkerRequest.bodyLength(header: header)))
  }

  /// Reads exactly `count` bytes; memory grows with what arrives, not with what was announced.
  private func read(_ count: Int) throws(WorkerMessageError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: min(count, 1 << 18))
    while bytes.count < count {
      let got = Glibc.read(input, &chunk, min(chunk.count, count - bytes.count))
      if got < 0, errno == EINTR { continue }
      guard got > 0 else {
        throw WorkerMessageError(
          "found the end after \(bytes.count) bytes of a part of \(count), expected all of them")
      }
      bytes.append(contentsOf: chunk[0..<got])
    }
    return bytes
  }

  /// Caps what the process may allocate from now on.
  ///
  /// The system counts address space, of which a fresh process has reserved much more than it uses; the
  /// difference is added, so that the cap speaks of memory in use.
  private static func capMemory(_ mebibytes: Int) {
    var reserved = 0
    if let text = try? SourceText.read(path: "/proc/self/statm") {
      let words = String(decoding: text.bytes, as: UTF8.self).split(separator: " ")
      let pages = words.prefix(2).compactMap { Int($0) }
      if pages.count == 2 { reserved = (pages[0] - pages[1]) * Int(sysconf(Int32(_SC_PAGESIZE))) }
    }
    let (bytes, overflow) = max(1, mebibytes).multipliedReportingOverflow(by: 1 << 20)
    guard !overflow, bytes < .max - reserved else { return }
    var limit = rlimit(rlim_cur: UInt(bytes + reserved), rlim_max: UInt(bytes + reserved))
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
  }
}

/// Writes frames whole, from whatever thread they come.
private final class FrameSink: Sendable {
  private let output: Int32
  private let cancellation: Cancellation
  private let isOpen = Mutex(true)

  init(output: Int32, cancellation: Cancellation) {
    self.output = output
    self.cancellation = cancellation
  }

  /// Sends a frame; when nobody reads any more, the engine is asked to stop.
  @discardableResult
  func send(_ frame: WorkerFrame) -> Bool {
    isOpen.withLock { isOpen in
      guard isOpen else { return false }
      do throws(FileError) {
        try FileOutput.write(frame.encoded(), descriptor: output, path: "answers")
      } catch {
        isOpen = false
        cancellation.cancel()
      }
      return isOpen
    }
  }
}
