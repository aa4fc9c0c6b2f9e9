import Glibc
import OptCore
import Synchronization

/// Shows a run on standard error: a table row for each new incumbent or bound, and on a terminal a live line.
final class ProgressDisplay: Sendable {
  private struct State: Sendable {
    var hasHeader = false
    var lastRow = -1.0
    var waiting: ProgressEvent?
    var latest: ProgressEvent?
    var liveLine = false
  }

  private let style: ProgressStyle
  private let verbose: Bool
  private let console: Console
  private let isLive: Bool
  private let start = MonotonicClock.now
  private let state = Mutex(State())
  private let finished = Atomic<Bool>(false)

  /// Rows closer together than this many seconds are thinned out; the last one always appears.
  private static let spacing = 0.1

  init(_ style: ProgressStyle, verbose: Bool, console: Console) {
    self.style = style
    self.verbose = verbose
    self.console = console
    isLive = style == .auto && console.errorIsTerminal
    if isLive { startClock() }
  }

  /// The sink for a session; nil when nothing is shown.
  var sink: ProgressSink? {
    if style == .none { return nil }
    return { event in self.show(event) }
  }

  /// Prints what is held back and removes the live line.
  func finish() {
    finished.store(true, ordering: .releasing)
    state.withLock { state in
      if let event = state.waiting { row(event, &state) }
      state.waiting = nil
      clearLine(&state)
    }
  }

  private func show(_ event: ProgressEvent) {
    state.withLock { state in
      if style == .json {
        console.error(ProgressDisplay.json(event).compact())
        return
      }
      if case .message(let text) = event.kind {
        guard verbose else { return }
        clearLine(&state)
        console.error("\(pad(fixed(event.time, 2), 9))s  \(event.source): \(text)")
        return
      }
      state.latest = event
      if event.time - state.lastRow < ProgressDisplay.spacing {
        state.waiting = event
      } else {
        state.waiting = nil
        row(event, &state)
      }
    }
  }

  private func row(_ event: ProgressEvent, _ state: inout State) {
    clearLine(&state)
    if !state.hasHeader {
      console.error("      time       incumbent           bound       gap  event")
      state.hasHeader = true
    }
    state.lastRow = event.time
    console.error(ProgressDisplay.columns(event, time: event.time) + "  " + event.source)
  }

  private static func columns(_ event: ProgressEvent, time: Double) -> String {
    let incumbent = event.objective.map(shown) ?? "-"
    let bound = event.bound.map(shown) ?? "-"
    let gap = event.gap.map { fixed(100 * $0, 3) + "%" } ?? "-"
    return "\(pad(fixed(time, 2), 9))s\(pad(incumbent, 16))\(pad(bound, 16))\(pad(gap, 10))"
  }

  /// Ten significant digits of a real number, without the noise behind them.
  private static func shown(_ value: ObjectiveValue) -> String {
    guard case .real(let number) = value, number == 0 || abs(number) >= 1e-3 else {
      return value.description
    }
    var decimals = 9
    var size = abs(number)
    while size >= 10, decimals > 0 {
      size /= 10
      decimals -= 1
    }
    let text = fixed(number, decimals)
    guard decimals > 0, text.contains("."), !text.contains("e") else { return text }
    let digits = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(digits.reversed())
  }

  private static func json(_ event: ProgressEvent) -> JSONValue {
    var members: [JSONValue.Member] = []
    switch event.kind {
    case .incumbent: members.append(.init("event", .string("incumbent")))
    case .bound: members.append(.init("event", .string("bound")))
    case .message(let text):
      members = [.init("event", .string("message")), .init("text", .string(text))]
    }
    members.append(.init("time", .number((event.time * 1e6).rounded() / 1e6)))
    members.append(.init("objective", event.objective?.json ?? .null))
    members.append(.init("bound", event.bound?.json ?? .null))
    members.append(.init("gap", .number(event.gap)))
    members.append(.init("source", .string(event.source)))
    return .object(members)
  }

  // MARK: The live line

  private func startClock() {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self).toOpaque()
    let failed = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<ProgressDisplay>.fromOpaque(context).takeRetainedValue().tick()
        return nil
      }, context)
    if failed == 0 {
      pthread_detach(thread)
    } else {
      Unmanaged<ProgressDisplay>.fromOpaque(context).release()
    }
  }

  private func tick() {
    while !finished.load(ordering: .acquiring) {
      usleep(200_000)
      state.withLock { state in
        guard !finished.load(ordering: .acquiring) else { return }
        let time = MonotonicClock.now - start
        if let event = state.waiting {
          state.waiting = nil
          row(event, &state)
        }
        let line = state.latest.map { ProgressDisplay.columns($0, time: time) }
        console.writeError(Array("\r\u{1B}[K\(line ?? pad(fixed(time, 1), 9) + "s")".utf8))
        state.liveLine = true
      }
    }
  }

  private func clearLine(_ state: inout State) {
    guard state.liveLine else { return }
    console.writeError(Array("\r\u{1B}[K".utf8))
    state.liveLine = false
  }
}

/// Text moved to the right end of a field.
func pad(_ text: String, _ width: Int) -> String {
  text.utf8.count >= width
    ? " " + text : String(repeating: " ", count: width - text.utf8.count) + text
}
