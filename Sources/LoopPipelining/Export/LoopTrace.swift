import OptCore

/// Some iterations of a modulo schedule as trace events: a cycle is a microsecond.
///
/// Process 1 holds a track per instance of a unit and a counter per memory, process 2 a track per warp, where slices last as long
/// as operations issue, a counter of its registers, and arrows for the values that go from one warp to another.
struct LoopTrace {
  private let table: LoopScheduleTable
  /// How many iterations are shown: enough for rows of the steady state.
  let iterations: Int
  private(set) var events: [JSONValue] = []
  /// Where an operation of an iteration issues on its first warp.
  private var issues: [Issue: (track: TraceEvent.Track, begin: Int, end: Int)] = [:]

  private struct Issue: Hashable {
    let operation: Int
    let iteration: Int
  }

  /// More slices than this are not written, unless one iteration has as many.
  private static let largestCount = 50_000
  /// Units with more instances have a track per operation at work instead of one per instance.
  private static let mostInstances = 32

  init(_ table: LoopScheduleTable) {
    self.table = table
    iterations = LoopTrace.iterations(for: table)
    addUnits()
    addCounters(table.memories, process: 1) { v in
      table.instance.operations[v].memory.map { ($0.memory, $0.amount) }
    }
    guard table.instance.isJoint else { return }
    addWarps()
    addFlows()
    addCounters(table.registers, process: 2) { v in
      table.rows[v].warps.map { ($0, table.instance.operations[v].registersPerWarp) }
    }
  }

  /// Two more than there are stages, or than it takes until the end of the longest lifetime, so that each row of the steady state
  /// occurs with all of its iterations.
  private static func iterations(for table: LoopScheduleTable) -> Int {
    var latest = table.stageCount
    for row in table.rows {
      latest = max(latest, (row.begin + row.lifetime) / table.interval + 1)
    }
    for stretch in table.columns.flatMap(\.stretches) {
      latest = max(latest, stretch.end / table.interval + 1)
    }
    let count = table.rows.count + table.columns.reduce(0) { $0 + $1.stretches.count }
    return min(latest + 2, max(1, largestCount / count))
  }

  private mutating func addUnits() {
    name(process: 1, "\(table.instance.name): units")
    var thread = 0
    for column in table.columns {
      var isByInstance = false
      switch column.kind {
      case .warp: continue
      case .unit(let unit):
        isByInstance = table.instance.machine.units[unit].capacity <= LoopTrace.mostInstances
      case .rest: break
      }
      let tracks = TraceTracks(
        column, interval: table.interval, iterations: iterations, isByInstance: isByInstance)
      for lane in 0..<tracks.laneCount {
        thread += 1
        name(
          .init(process: 1, thread: thread),
          tracks.laneCount == 1 ? column.name : "\(column.name) \(lane)", order: thread)
      }
      let first = thread - tracks.laneCount + 1
      for slice in tracks.slices {
        add(slice, .init(process: 1, thread: first + slice.lane))
      }
    }
  }

  private mutating func addWarps() {
    name(process: 2, "\(table.instance.name): warps")
    for column in table.columns {
      guard case .warp(let warp) = column.kind else { continue }
      let tracks = TraceTracks(
        column, interval: table.interval, iterations: iterations, isByInstance: false)
      func track(_ lane: Int) -> TraceEvent.Track {
        .init(process: 2, thread: lane * WarpSet.capacity + warp + 1)
      }
      for lane in 0..<tracks.laneCount {
        name(
          track(lane), lane == 0 ? column.name : "\(column.name) (\(lane + 1))",
          order: warp * 1_000 + lane)
      }
      for slice in tracks.slices {
        add(slice, track(slice.lane))
        let issue = Issue(operation: slice.stretch.operation, iteration: slice.iteration)
        if issues[issue] == nil { issues[issue] = (track(slice.lane), slice.begin, slice.end) }
      }
    }
  }

  private mutating func add(_ slice: TraceTracks.Slice, _ track: TraceEvent.Track) {
    let v = slice.stretch.operation
    events.append(
      TraceEvent.slice(
        "\(table.name(of: v)) i\(slice.iteration)", track, start: slice.begin,
        duration: slice.end - slice.begin,
        [
          .init("op", .string(table.name(of: v))), .init("iter", .integer(slice.iteration)),
          .init("stage", .integer(table.rows[v].stage)), .init("row", .integer(table.rows[v].row)),
          .init("amount", .integer(slice.amount)),
        ]))
  }

  private mutating func addFlows() {
    var number = 0
    for edge in table.crossing.map({ table.instance.edges[$0] }) {
      let name = "\(table.name(of: edge.source)) -> \(table.name(of: edge.target))"
      for iteration in 0..<iterations {
        guard
          let from = issues[Issue(operation: edge.source, iteration: iteration)],
          let to = issues[Issue(operation: edge.target, iteration: iteration + edge.distance)]
        else { break }
        number += 1
        let leaves = max(from.begin, min(from.end - 1, to.begin))
        events.append(
          TraceEvent.flow(name, number: number, isStart: true, from.track, time: leaves))
        events.append(
          TraceEvent.flow(name, number: number, isStart: false, to.track, time: to.begin))
      }
    }
  }

  /// What values take over time, by resource.
  private mutating func addCounters(
    _ loads: [LoopScheduleTable.Load], process: Int,
    _ shares: (Int) -> [(resource: Int, amount: Int)]
  ) {
    var changes = [[(time: Int, by: Int)]](repeating: [(0, 0)], count: loads.count)
    for (v, row) in table.rows.enumerated() where row.lifetime > 0 {
      for share in shares(v) where share.amount > 0 {
        for iteration in 0..<iterations {
          let begin = row.begin + iteration * table.interval
          changes[share.resource] += [(begin, share.amount), (begin + row.lifetime, -share.amount)]
        }
      }
    }
    for (load, changes) in zip(loads, changes) {
      let sorted = changes.sorted { $0.time < $1.time }
      var used = 0
      for (index, change) in sorted.enumerated() {
        used += change.by
        let isLast = index + 1 == sorted.count || sorted[index + 1].time > change.time
        if isLast {
          events.append(
            TraceEvent.counter(load.name, process: process, time: change.time, value: used))
        }
      }
    }
  }

  private mutating func name(process: Int, _ name: String) {
    events.append(
      TraceEvent.metadata("process_name", .init(process: process, thread: 0), .string(name)))
  }

  private mutating func name(_ track: TraceEvent.Track, _ name: String, order: Int) {
    events.append(TraceEvent.metadata("thread_name", track, .string(name)))
    events.append(TraceEvent.metadata("thread_sort_index", track, .integer(order)))
  }
}

extension LoopScheduleTable {
  /// The schedule in the Trace Event Format, one event per line.
  func trace() -> String {
    let lines = LoopTrace(self).events.map { $0.compact() }.joined(separator: ",\n")
    return "{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n" + lines + "\n]}\n"
  }
}
