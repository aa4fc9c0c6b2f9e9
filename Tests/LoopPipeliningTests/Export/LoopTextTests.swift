import LoopPipelining
import OptCore
import Testing

@Suite("Tables of a software pipeline to code from")
struct LoopTextTests {
  private let family = LoopPipeliningFamily()

  private func text(_ instance: LoopInstance, _ schedule: LoopSchedule) throws -> String {
    String(decoding: try family.export(schedule, of: instance, as: "txt"), as: UTF8.self)
  }

  /// The table below the first line that begins with `title`: headings, then by row its cells.
  private func table(
    _ title: String, _ text: String
  ) throws -> (columns: [String], rows: [Int: [String]]) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = try #require(lines.firstIndex { $0.hasPrefix(title) })
    let block = lines.dropFirst(start + 2).prefix { !$0.isEmpty }.map { line in
      line.split(separator: "  ", omittingEmptySubsequences: true)
        .map { $0.trimmingPrefix(" ") }.filter { !$0.isEmpty }.map(String.init)
    }
    let heading = try #require(block.first)
    var rows: [Int: [String]] = [:]
    for row in block.dropFirst() { rows[try #require(Int(row[0]))] = Array(row.dropFirst()) }
    return (Array(heading.dropFirst()), rows)
  }

  @Test("Kernel, prologue and epilogue of a schedule made by hand, cell by cell")
  func example() throws {
    let text = try text(LoopExample.instance(), LoopExample.schedule)
    let kernel = try table("kernel", text)
    #expect(kernel.columns == ["TC", "EXP", "warp 0", "warp 1", "warp 2"])
    #expect(
      kernel.rows == [
        0: ["S[0]", ".", "ld[0]", "S[0]", "."],
        1: ["|", ".", ".", ".", "."],
        2: ["O[1]", "P[0]", ".", "P[0]", "O[1]"],
        3: ["|", "|", ".", "|", "."],
      ])
    let prologue = try table("prologue, copy 0", text)
    #expect(
      prologue.rows == [
        0: ["S[0]", ".", "ld[0]", "S[0]", "."],
        1: ["|", ".", ".", ".", "."],
        2: [".", "P[0]", ".", "P[0]", "."],
        3: [".", "|", ".", "|", "."],
      ])
    let epilogue = try table("epilogue, copy 1", text)
    #expect(
      epilogue.rows == [
        0: [".", ".", ".", ".", "."],
        1: [".", ".", ".", ".", "."],
        2: ["O[1]", ".", ".", ".", "O[1]"],
        3: ["|", ".", ".", ".", "."],
      ])
    #expect(!text.contains("copy 1 of the kernel:") && !text.contains("epilogue, copy 2"))
  }

  @Test("Buffers, roles, hand-overs and overlaps of a schedule made by hand")
  func summary() throws {
    let text = try text(LoopExample.instance(), LoopExample.schedule)
    for line in [
      "length               8 cycles; N iterations take (N - 1) * 4 + 8",
      "warps used           3 of 4",
      // Live from 0 until 5 cycles after S issues at 0: 5 cycles are two copies at interval 4.
      "ld[0]          2     5  SMEM 2 x 2, runs ahead: more copies let it run further  S[0], held 5",
      // From 2 to 6; it may be overwritten in the cycle in which O issues.
      "P[0]           1     4  registers 1 x 2  ",
      // From 6 to 10, when O of the next iteration issues.
      "O[1] of the next iteration",
      "without rotating buffers: unroll the kernel 2 times",
      "SMEM: at most 4 of 6 (67 %), from row 0 on",
      "TC: in use 100 %, at most 1 of 1 (100 %): S[0] O[1]",
      "EXP: in use 50 %, at most 1 of 1 (100 %): P[0]",
      "warp 0, producer, variable latency: ld[0]",
      "warp 1, consumer and producer, TC EXP: S[0] P[0]",
      "waits in row 0: S[0] for ld",
      "waits in row 2: P[0] for S",
      "warp 2, consumer, TC: O[1]",
      "issues in 1 of 4 cycles; registers at most 4",
      "waits in row 2: O[1] for P",
      "warp 3: unused",
      // P ends at 4 and costs one more cycle on another warp: O could start at 5.
      "P[0] (warp 1)   ->  O[1] (warp 2)  slack 1  waits",
      "ld[0] (warp 0)  ->  S[0] (warp 1)  tight    waits",
      "TC and EXP: both busy in 2 of 4 cycles",
      "O of iteration j with P of iteration j+1: 2 cycles",
      "warp 1 and warp 2: both busy in 2 of 4 cycles",
    ] {
      #expect(text.contains(line), "\(line)\nin\n\(text)")
    }
  }

  @Test("Long kernels list the rows in which something issues")
  func longKernel() throws {
    let machine = LoopMachine(units: [.init(name: "A", capacity: 2)])
    func operation(_ id: String, _ cycles: Int) -> LoopOperation {
      LoopOperation(id: id, cycles: cycles, uses: [.init(unit: 0, from: 0, to: cycles)])
    }
    let instance = try LoopInstance(
      name: "long", machine: machine, operations: [operation("a", 400), operation("b", 500)],
      edges: [LoopEdge(from: 0, to: 1, delay: 300)])
    let text = try text(instance, LoopSchedule(interval: 1_000, starts: [700, 1_000]))
    #expect(try table("kernel", text).rows == [0: ["| b[1]"], 700: ["a[0]"]])
    #expect(text.contains("998 rows in which nothing issues are left out"))
    #expect(try table("prologue", text).rows == [700: ["a[0]"]])
    #expect(try table("epilogue", text).rows == [0: ["| b[1]"]])
  }

  @Test("Cells of random schedules are those of the definition", arguments: [false, true])
  func random(isJoint: Bool) throws {
    var stream = RandomStream(seed: 11)
    for _ in 0..<150 {
      let loop = try ScheduledLoop(&stream, isJoint: isJoint)
      let (instance, schedule) = (loop.instance, loop.schedule)
      let text = try text(instance, schedule)
      let stages = schedule.stageCount
      let steady = LoopReplay(instance: instance, schedule: schedule).settled / schedule.interval
      let kernel = try table("kernel", text)
      let many = 0..<(2 * steady + 2)
      #expect(matches(kernel.rows, cells(kernel.columns, loop, copy: steady, many)))
      #expect(kernel.rows.count == schedule.interval)
      checkOrder(kernel.rows, loop)
      for copy in 0..<(stages - 1) {
        let found = try table("prologue, copy \(copy) ", text)
        #expect(matches(found.rows, cells(found.columns, loop, copy: copy, many)))
        let last = try table("epilogue, copy \(copy + 1) ", text)
        let expected = cells(last.columns, loop, copy: steady + 1 + copy, 0..<(steady + 1))
        #expect(matches(last.rows, expected))
      }
    }
  }

  /// Whether rows are as expected, in whatever order inside a cell, where empty ones at the end are left out.
  private func matches(_ found: [Int: [String]], _ expected: [Int: [String]]) -> Bool {
    func sorted(_ cells: [String]) -> [[Substring]] {
      cells.map { $0.split(separator: " ").sorted() }
    }
    return expected.allSatisfy { row, cells in
      found[row].map { sorted($0) == sorted(cells) }
        ?? (row >= found.count && cells.allSatisfy { $0 == "." })
    }
  }

  /// In a cell an operation stands before those that depend on it in the same cycle.
  private func checkOrder(_ rows: [Int: [String]], _ loop: ScheduledLoop) {
    let (instance, schedule) = (loop.instance, loop.schedule)
    func label(_ v: Int) -> Substring {
      "\(instance.operations[v].id)[\(schedule.starts[v] / schedule.interval)]"
    }
    for edge in instance.edges where edge.source != edge.target && edge.delay >= 0 {
      let gap =
        schedule.starts[edge.target] + edge.distance * schedule.interval
        - schedule.starts[edge.source]
      for cell in rows.values.joined() where gap == 0 {
        let labels = cell.split(separator: " ")
        guard let source = labels.firstIndex(of: label(edge.source)),
          let target = labels.firstIndex(of: label(edge.target))
        else { continue }
        #expect(source < target)
      }
    }
  }

  /// What stands in the cells of an execution of the kernel when some iterations run.
  private func cells(
    _ columns: [String], _ loop: ScheduledLoop, copy: Int, _ iterations: Range<Int>
  ) -> [Int: [String]] {
    let (instance, schedule) = (loop.instance, loop.schedule)
    var rows: [Int: [String]] = [:]
    for row in 0..<schedule.interval {
      rows[row] = columns.map { column in
        var (issued, goesOn) = ([String](), false)
        for (v, operation) in instance.operations.enumerated() {
          let stretches = stretches(of: v, in: column, loop)
          for iteration in iterations {
            let since =
              (copy - iteration) * schedule.interval + row - schedule.starts[v]
            if since == 0, !stretches.isEmpty {
              issued.append("\(operation.id)[\(schedule.starts[v] / schedule.interval)]")
            } else if stretches.contains(where: { $0.contains(since) }) {
              goesOn = true
            }
          }
        }
        let cell = ((goesOn ? ["|"] : []) + issued).joined(separator: " ")
        return cell.isEmpty ? "." : cell
      }
    }
    return rows
  }

  /// Cycles after its issue in which an operation occupies a column; empty when it is not in that column.
  private func stretches(of v: Int, in column: String, _ loop: ScheduledLoop) -> [Range<Int>] {
    let operation = loop.instance.operations[v]
    let uses = operation.uses.filter { $0.from < $0.to }
    if column == "no unit" { return uses.isEmpty ? [0..<operation.cycles] : [] }
    if column.hasPrefix("warp ") {
      let isThere = loop.schedule.warps[v].warps.contains { "warp \($0)" == column }
      return isThere ? [0..<operation.issue] : []
    }
    return uses.filter { loop.instance.machine.units[$0.unit].name == column }
      .map { $0.from..<$0.to }
  }
}
