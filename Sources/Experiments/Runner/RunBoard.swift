import Glibc
import OptCore
import Synchronization

/// Where the threads that carry out runs take the next one and leave their records.
final class RunBoard: Sendable {
  private struct State: Sendable {
    var next = 0
    var busy: Int
    var records: [RunRecord] = []
    /// Failed runs that were perhaps ended by who is about to cancel everything, and until when.
    var doubtful: [(record: RunRecord, certain: Double)] = []

    var count: Int { records.count + doubtful.count }
  }

  /// Records that may wait for the caller; then the threads wait as well.
  private static let capacity = 256

  private let runs: [PlannedRun]
  private let executor: RunExecutor
  private let cancellation: Cancellation
  private let display: StudyDisplay?
  private let state: Mutex<State>
  private let reading: Int32
  private let writing: Int32

  /// A board for `places` threads.
  init(
    _ runs: [PlannedRun], executor: RunExecutor, places: Int, cancellation: Cancellation,
    display: StudyDisplay?
  ) {
    self.runs = runs
    self.executor = executor
    self.cancellation = cancellation
    self.display = display
    state = Mutex(State(busy: places))
    // Without a pipe the caller looks for records now and then instead of being woken.
    var ends: [Int32] = [-1, -1]
    if pipe(&ends) == 0,
      !ends.allSatisfy({
        fcntl($0, F_SETFD, FD_CLOEXEC) == 0 && fcntl($0, F_SETFL, O_NONBLOCK) == 0
      })
    {
      for end in ends { close(end) }
      ends = [-1, -1]
    }
    (reading, writing) = (ends[0], ends[1])
  }

  deinit {
    for end in [reading, writing] where end >= 0 { close(end) }
  }

  /// Carries out one run after another until none is left, or until the cancellation.
  func work(place: Int, cores: [Int]) {
    defer { withdraw() }
    while !cancellation.isCancelled, let run = next() {
      let events = RunEvents()
      display?.began(run, at: place, events)
      let threads = max(1, run.specification.method.threads)
      let outcome = executor.attempt(
        run, cores: Array(cores.prefix(threads)), cancellation: cancellation, events: events)
      display?.ended(at: place)
      switch outcome {
      case .cancelled: break
      case .ended(let record): leave { $0.records.append(record) }
      case .doubtful(let record, let certain): leave { $0.doubtful.append((record, certain)) }
      }
    }
  }

  /// Notes that one thread fewer will leave records.
  func withdraw() {
    state.withLock { $0.busy -= 1 }
    wake()
  }

  /// Says for every run that is left that it was not started.
  func giveUp(_ reason: String) {
    while let run = next() {
      let record = executor.notStarted(run, reason, started: 0)
      state.withLock { $0.records.append(record) }
    }
  }

  /// Waits until there are records or all threads are done, at most a tenth of a second.
  func wait() {
    var descriptor = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
    poll(&descriptor, 1, reading >= 0 ? 100 : 1)
    var bytes = [UInt8](repeating: 0, count: 512)
    if descriptor.revents != 0 { _ = read(reading, &bytes, bytes.count) }
  }

  /// Takes the records that wait, and tells whether some may still come.
  func take() -> (records: [RunRecord], isOpen: Bool) {
    let isCancelled = cancellation.isCancelled
    let now = MonotonicClock.now
    return state.withLock { state in
      defer { state.records.removeAll() }
      if isCancelled { state.doubtful.removeAll() }
      state.records += state.doubtful.filter { $0.certain <= now }.map(\.record)
      state.doubtful.removeAll { $0.certain <= now }
      return (state.records, state.busy > 0 || !state.doubtful.isEmpty)
    }
  }

  private func next() -> PlannedRun? {
    state.withLock { state in
      guard state.next < runs.count else { return nil }
      defer { state.next += 1 }
      return runs[state.next]
    }
  }

  private func leave(_ add: (inout State) -> Void) {
    let count = state.withLock { state in
      add(&state)
      return state.count
    }
    wake()
    guard count >= RunBoard.capacity else { return }
    while state.withLock({ $0.count >= RunBoard.capacity }), !cancellation.isCancelled {
      usleep(2000)
    }
  }

  private func wake() {
    var byte: UInt8 = 1
    if writing >= 0 { _ = write(writing, &byte, 1) }
  }
}
