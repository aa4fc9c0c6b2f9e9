import Experiments
import OptCore
import Synchronization
import Testing

@Suite("The display of a study")
struct StudyDisplayTests {
  private static func record(
    _ label: String, _ ending: RunEnding = .exited(0, message: nil), wall: Double = 1
  ) -> RunRecord {
    let run = RunFixture.run("x", method: MethodSetting(label))
    return RunRecord(
      specification: run.specification, key: run.key, version: "1", ending: ending,
      status: .feasible, objective: .integer(200), bound: .integer(150), time: wall,
      usage: ProcessUsage(wall: wall, cpu: wall, peakMemory: 1), started: 0,
      machine: Machine.current())
  }

  private static func runs() -> [PlannedRun] {
    ["edd", "edd", "mip", "mip"].enumerated().map { index, label in
      RunFixture.run(
        "x", limits: SolveLimits(time: label == "mip" ? 60 : nil), method: MethodSetting(label),
        seed: UInt64(index))
    }
  }

  @Test("The time left follows the means of the methods, or their limits")
  func secondsLeft() {
    var progress = StudyProgress(Self.runs(), places: 2, start: 100)
    // Nothing is known about edd.
    #expect(progress.secondsLeft(now: 100) == nil)
    progress.finished(Self.record("edd", wall: 2))
    // One edd of 2 s and two mip of 60 s at most, two at once.
    #expect(progress.secondsLeft(now: 102) == 61)
    progress.began(Self.runs()[2], at: 0, RunEvents(), now: 102)
    #expect(progress.secondsLeft(now: 112) == 56)
    progress.finished(Self.record("mip", wall: 30))
    progress.ended(at: 0)
    #expect(progress.secondsLeft(now: 132) == 16)
    progress.finished(Self.record("edd", wall: 2))
    progress.finished(Self.record("mip", .signalled(11)))
    #expect(progress.secondsLeft(now: 140) == 0)
    #expect(progress.done == 4 && progress.failed == 1)
  }

  @Test("The block shows head, runs and results, and fits")
  func block() {
    var progress = StudyProgress(Self.runs(), places: 2, start: 100)
    progress.finished(Self.record("edd", wall: 2))
    progress.finished(Self.record("edd", .exited(70, message: "a\nwhy"), wall: 2))
    let events = RunEvents()
    events.take(Array("{\"event\":\"bound\",\"time\":1,\"objective\":20,\"bound\":15}\n".utf8)[...])
    progress.began(Self.runs()[2], at: 0, events, now: 102)
    progress.began(Self.runs()[3], at: 1, RunEvents(), now: 103)
    let lines = StudyText.block(progress, columns: 200, rows: 20, now: 112)
    #expect(
      lines == [
        "2/4 runs, 1 failed, 12.0s elapsed, about 50.5s left",
        "> 10.0s  scripted mip seed 2  incumbent 20  bound 15  gap 25.00%",
        "> 9.0s  scripted mip seed 3  incumbent -  bound -",
        "  scripted edd seed 1: FAILED, exit status 70: why, incumbent 200, 2.00s",
        "  scripted edd seed 1: feasible 200, gap 25.00%, 2.00s",
      ])
    for columns in [1, 5, 20, 40] {
      for rows in 1...6 {
        let small = StudyText.block(progress, columns: columns, rows: rows, now: 112)
        #expect(small.count <= rows)
        #expect(small.allSatisfy { $0.count <= columns })
        #expect(
          zip(small, lines).allSatisfy { $0.hasPrefix("  and") || $1.hasPrefix($0) || rows == 2 })
      }
    }
  }

  @Test("Texts are cut by columns, and nothing in them moves the cursor")
  func clipped() {
    #expect(StudyText.clipped("abc", to: 2) == "ab")
    #expect(StudyText.clipped("a\u{1B}[2J\n\u{9B}b", to: 80) == "a?[2J??b")
    #expect(StudyText.clipped("\u{65E5}\u{672C}\u{8A9E}", to: 5) == "\u{65E5}\u{672C}")
    #expect(StudyText.clipped("e\u{301}x", to: 2) == "e\u{301}x")
    #expect(StudyText.clock(59.94) == "59.9s")
    #expect(StudyText.clock(59.96) == "1:00")
    #expect(StudyText.clock(3_725) == "1:02:05")
  }

  @Test("A block is drawn over the last one, also after the terminal became narrower")
  func redrawing() {
    let written = Mutex("")
    let size = Mutex(StudyDisplay.Size(columns: 80, rows: 24))
    let display = StudyDisplay(.live, size: { size.withLock { $0 } }) { text in
      written.withLock { $0 += text }
    }
    func taken() -> String {
      written.withLock { text in
        defer { text = "" }; return text
      }
    }
    display.begin(Self.runs(), places: 1, remark: "a remark")
    #expect(taken() == "a remark\n")
    display.refresh()
    let first = taken()
    #expect(first.hasPrefix("\u{1B}[2K0/4 runs, 0.0s elapsed"))
    #expect(first.hasSuffix("\n\u{1B}[J"))
    // The head of 26 columns takes six lines of five.
    size.withLock { $0.columns = 5 }
    display.end()
    let length = first.split(separator: "\n")[0].unicodeScalars.count - 4
    #expect(taken() == "\u{1B}[\((length + 4) / 5)F\u{1B}[J")
    display.end()
    #expect(taken() == "")
  }

  @Test("Without a terminal there is a line for each finished run")
  func plain() {
    let written = Mutex("")
    let display = StudyDisplay(.plain) { text in written.withLock { $0 += text } }
    let runs = [RunFixture.run("document"), RunFixture.run("crash=11", seed: 2)]
    _ = StudyRunner(executor: RunFixture.executor, display: display).run(
      runs, cancellation: Cancellation(), finished: { _ in })
    let lines = written.withLock { $0 }.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first == "[1/2] scripted edd seed 1: feasible 12, gap 41.67%, 0.25s")
    #expect(lines.last?.hasPrefix("[2/2] scripted edd seed 2: FAILED, ended by SIGSEGV") == true)
  }
}
