import OptCore

/// A solution as trace events for Perfetto: a counter of the bytes in use, and one slice for every buffer or stay.
///
/// A unit of time of static allocation is a microsecond. A program has its time under the mapping, with a track of its instructions and
/// one of its waits for copies.
struct MemoryTrace {
  /// More slices than this are not written: the largest stay, and the counter has them all.
  static let mostSlices = 50_000

  private let table: MemoryTable
  private var lines: [String] = []

  init(_ table: MemoryTable) {
    self.table = table
    name(process: 1, "\(table.name): memory")
    addCounter()
    addBlocks()
    if let program = table.program { add(program) }
  }

  /// The document, one event per line.
  func text() -> String {
    "{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n" + lines.joined(separator: ",\n") + "\n]}\n"
  }

  private mutating func addCounter() {
    for level in table.load {
      lines.append(
        "{\"name\":\"bytes in use\",\"ph\":\"C\",\"ts\":\(time(level.time)),\"pid\":1,"
          + "\"args\":{\"used\":\(level.bytes)}}")
    }
  }

  private mutating func addBlocks() {
    var shown = Array(table.blocks.indices)
    if shown.count > MemoryTrace.mostSlices {
      shown.sort { (table.blocks[$1].size, $0) < (table.blocks[$0].size, $1) }
      shown = Array(shown[..<MemoryTrace.mostSlices])
    }
    let lanes = MemoryTrace.lanes(shown.map { table.blocks[$0].times })
    for lane in 0..<((lanes.max() ?? -1) + 1) {
      metadata("thread_name", process: 1, thread: lane + 1, "\"buffers \(lane)\"")
      metadata("thread_sort_index", process: 1, thread: lane + 1, String(lane + 1))
    }
    for (place, index) in shown.enumerated() {
      let block = table.blocks[index]
      var arguments = "\"offset\":\(block.offset),\"size\":\(block.size)"
      if case .stay(let stay) = block.kind {
        arguments += ",\"entry\":\"\(stay.entry.name)\",\"saved_ps\":\(block.saved)"
      }
      slice(
        block.name, process: 1, thread: lanes[place] + 1, from: time(block.times.lowerBound),
        duration: duration(block.times), arguments)
    }
  }

  /// Tracks on which ranges do not overlap, the fewest there can be: a free one is taken again, the one that was left last first.
  ///
  /// - Complexity: O(n log n).
  static func lanes(_ ranges: [Range<Int>]) -> [Int] {
    var events: [(time: Int, isStart: Bool, index: Int)] = []
    for (index, range) in ranges.enumerated() {
      events.append((range.lowerBound, true, index))
      events.append((range.upperBound, false, index))
    }
    events.sort {
      ($0.time, $0.isStart ? 1 : 0, $0.index) < ($1.time, $1.isStart ? 1 : 0, $1.index)
    }
    var lanes = [Int](repeating: 0, count: ranges.count)
    var (free, count) = ([Int](), 0)
    for event in events {
      if !event.isStart {
        free.append(lanes[event.index])
      } else if let lane = free.popLast() {
        lanes[event.index] = lane
      } else {
        lanes[event.index] = count
        count += 1
      }
    }
    return lanes
  }

  private mutating func add(_ program: MemoryTable.Program) {
    name(process: 2, "\(table.name): program")
    metadata("thread_name", process: 2, thread: 1, "\"instructions\"")
    metadata("thread_name", process: 2, thread: 2, "\"waits for copies\"")
    let cost = program.cost
    for (t, instruction) in program.instance.instructions.enumerated() {
      slice(
        instruction.id, process: 2, thread: 1, from: microseconds(program.starts[t]),
        duration: microseconds(cost.durations[t]),
        "\"instruction\":\(t),\"compute_ps\":\(instruction.compute),"
          + "\"slow_ps\":\(cost.slowTimes[t]),\"fast_ps\":\(cost.fastTimes[t])")
    }
    for (t, wait) in program.stalls.before.enumerated() where wait > 0 {
      let end = t == cost.durations.count ? program.starts[t] + wait : program.starts[t]
      slice(
        "wait", process: 2, thread: 2, from: microseconds(end - wait),
        duration: microseconds(wait), "\"instruction\":\(t)")
    }
  }

  // MARK: Times

  /// A time of the map as a number of microseconds.
  private func time(_ time: Int) -> String {
    guard let program = table.program else { return String(time) }
    return microseconds(program.starts[min(max(time, 0), program.starts.count - 1)])
  }

  private func duration(_ times: Range<Int>) -> String {
    guard let program = table.program else { return String(times.count) }
    let last = program.starts.count - 1
    return microseconds(
      program.starts[min(times.upperBound, last)] - program.starts[min(times.lowerBound, last)])
  }

  /// Picoseconds as microseconds, exactly.
  private func microseconds(_ picoseconds: Int) -> String {
    let digits = String(picoseconds % 1_000_000)
    return "\(picoseconds / 1_000_000)." + String(repeating: "0", count: 6 - digits.count) + digits
  }

  // MARK: Events

  private mutating func slice(
    _ name: String, process: Int, thread: Int, from start: String, duration: String,
    _ arguments: String
  ) {
    lines.append(
      "{\"name\":\(JSONValue.string(name).compact()),\"ph\":\"X\",\"ts\":\(start),"
        + "\"dur\":\(duration),\"pid\":\(process),\"tid\":\(thread),\"args\":{\(arguments)}}")
  }

  private mutating func name(process: Int, _ name: String) {
    metadata("process_name", process: process, thread: 0, JSONValue.string(name).compact())
  }

  private mutating func metadata(_ name: String, process: Int, thread: Int, _ value: String) {
    let key = name == "thread_sort_index" ? "sort_index" : "name"
    lines.append(
      "{\"name\":\"\(name)\",\"ph\":\"M\",\"pid\":\(process),\"tid\":\(thread),"
        + "\"args\":{\"\(key)\":\(value)}}")
  }
}
