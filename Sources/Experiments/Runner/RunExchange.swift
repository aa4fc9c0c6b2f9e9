import Glibc
import OptCore

/// Our side of one running process: takes what it says, watches its limits, ends it and all it started.
struct RunExchange {
  /// Why the process was asked to end.
  enum Stop: Sendable, Hashable {
    case time, memory, cancellation
  }

  /// Milliseconds between two looks at the cancellation and the clock.
  private static let tick: Int32 = 20
  /// Seconds between two looks at the memory; the first ones follow each other faster, to see short runs too.
  private static let memoryTick = 0.025
  /// Bytes of standard output that are kept.
  static let longestOutput = 64 << 20

  private let child: ChildProcess
  private let tree: ProcessTree
  private let limits: HardLimits
  private let cancellation: Cancellation
  private let events: RunEvents
  private let start: Double
  private var answersAreOpen = true
  private var messagesAreOpen = true
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  private var nextMemoryLook: Double
  private var memoryPause = 0.001
  private var killTime = Double.infinity

  /// What the process wrote to standard output.
  private(set) var output: [UInt8] = []
  /// Whether it wrote more than is kept.
  private(set) var outputIsCut = false
  /// Why we asked it to end; nil = it ended by itself.
  private(set) var stop: Stop?
  /// Whether it did not end when asked, and was killed.
  private(set) var isKilled = false
  /// Most mebibytes seen in use by the process and its descendants; 0 = not seen in time.
  private(set) var peakMemory = 0
  /// CPU seconds of killed descendants.
  private(set) var lostCPU = 0.0

  /// Prepares the exchange with a child that was started at `start` on the monotonic clock.
  init(
    child: ChildProcess, limits: HardLimits, cancellation: Cancellation, events: RunEvents,
    start: Double
  ) {
    self.child = child
    tree = ProcessTree(root: child.id)
    self.limits = limits
    self.cancellation = cancellation
    self.events = events
    self.start = start
    nextMemoryLook = start + memoryPause
  }

  /// Goes along with the process to its end; nothing that it started is left then.
  mutating func finish() -> ChildProcess.Ending {
    while true {
      let now = MonotonicClock.now
      if stop == nil { look(at: now) }
      if now >= killTime, !isKilled { killTree() }
      let pause = stop == nil ? ((nextMemoryLook - now) * 1000).rounded(.up) : .infinity
      listen(Int32(max(1, min(Double(RunExchange.tick), pause))))
      let isQuiet = !answersAreOpen && !messagesAreOpen
      if child.hasEnded { break }
      // A process that closed its streams, or just ended, is waited for with short naps.
      if isQuiet { usleep(500) }
    }
    tree.sweep(isYoung: MonotonicClock.now - start < 2)
    drain()
    events.finish()
    return child.end(patience: 0)
  }

  private mutating func look(at now: Double) {
    if cancellation.isCancelled {
      ask(.cancellation, now + HardLimits.shortPatience)
    } else if let time = limits.time, now - start >= time {
      ask(.time, now + HardLimits.patience)
    } else if now >= nextMemoryLook {
      memoryPause = min(2 * memoryPause, RunExchange.memoryTick)
      nextMemoryLook = now + memoryPause
      lookAtMemory()
    }
  }

  private mutating func ask(_ reason: Stop, _ killTime: Double) {
    stop = reason
    self.killTime = killTime
    child.askToStop()
  }

  private mutating func lookAtMemory() {
    let used = tree.residentMemory
    if let peak = tree.peakMemoryOfRoot { peakMemory = max(peakMemory, peak) }
    guard let limit = limits.memory, used > limit else {
      peakMemory = max(peakMemory, used)
      return
    }
    // A process that is being started shares the memory of its parent for a moment: look twice.
    usleep(3000)
    let again = tree.residentMemory
    peakMemory = max(peakMemory, min(used, again))
    if again > limit {
      stop = .memory
      killTree()
    }
  }

  private mutating func killTree() {
    isKilled = true
    lostCPU += tree.kill()
  }

  private mutating func listen(_ milliseconds: Int32) {
    var descriptors = [
      pollfd(fd: answersAreOpen ? child.answers : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: messagesAreOpen ? child.messages : -1, events: Int16(POLLIN), revents: 0),
    ]
    poll(&descriptors, 2, answersAreOpen || messagesAreOpen ? milliseconds : 0)
    if descriptors[1].revents != 0 { takeMessages() }
    if descriptors[0].revents != 0 { takeAnswers() }
  }

  /// What was written before the end and not read yet; nobody is left to write more.
  private mutating func drain() {
    while answersAreOpen, takeAnswers() {}
    while messagesAreOpen, takeMessages() {}
  }

  @discardableResult
  private mutating func takeAnswers() -> Bool {
    let count = recv(child.answers, &chunk, chunk.count, Int32(MSG_DONTWAIT))
    if count < 0, errno == EINTR { return true }
    guard count > 0 else {
      if count == 0 || errno != EAGAIN { answersAreOpen = false }
      return false
    }
    if output.isEmpty, let peak = tree.peakMemoryOfRoot {
      // The answer comes last: what the process has had in use by now is as good as all.
      peakMemory = max(peakMemory, peak)
    }
    let room = RunExchange.longestOutput - output.count
    output += chunk[..<min(count, room)]
    if count > room { outputIsCut = true }
    return true
  }

  @discardableResult
  private mutating func takeMessages() -> Bool {
    let count = recv(child.messages, &chunk, chunk.count, Int32(MSG_DONTWAIT))
    if count < 0, errno == EINTR { return true }
    guard count > 0 else {
      if count == 0 || errno != EAGAIN { messagesAreOpen = false }
      return false
    }
    events.take(chunk[..<count])
    return true
  }
}
