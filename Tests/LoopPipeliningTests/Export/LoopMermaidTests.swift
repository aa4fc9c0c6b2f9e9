import LoopPipelining
import OptCore
import Testing

@Suite("Flowchart of a software pipeline")
struct LoopMermaidTests {
  private func lines(_ instance: LoopInstance, _ schedule: LoopSchedule) throws -> [String] {
    let bytes = try LoopPipeliningFamily().export(schedule, of: instance, as: "mmd")
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasSuffix("\n"))
    return text.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test("The example as a whole")
  func example() throws {
    #expect(
      try lines(LoopExample.instance(), LoopExample.schedule).joined(separator: "\n") == #"""
        ---
        title: "toy: II 4, length 8"
        ---
        flowchart TB
          subgraph g0["warp 0"]
            n0["ld<br/>row 0, stage 0<br/>2 copies"]
          end
          subgraph g1["warp 1"]
            n1["S<br/>row 0, stage 0<br/>waits"]
            n2["P<br/>row 2, stage 0<br/>waits"]
          end
          subgraph g2["warp 2"]
            n3["O<br/>row 2, stage 1<br/>waits"]
          end
          n0 ==>|"0, blocking"| n1
          n1 -->|"2, blocking"| n2
          n2 ==>|"2"| n3
          n3 -.->|"2, +1"| n3
          style g0 fill:none,stroke:#5b6472
          classDef c0 fill:#a2c5e3,stroke:#5b6472,color:#1f2430
          class n0 c0
          style g1 fill:none,stroke:#5b6472
          classDef c1 fill:#e3bc9a,stroke:#5b6472,color:#1f2430
          class n1,n2 c1
          style g2 fill:none,stroke:#5b6472
          classDef c2 fill:#c4e3bd,stroke:#5b6472,color:#1f2430
          class n3 c2
        """#)
  }

  @Test("Values to other warps and later iterations are dotted and thick, order is grey")
  func styles() throws {
    let machine = LoopMachine(units: [], warps: .init(count: 3))
    let instance = try LoopInstance(
      name: "x", machine: machine,
      operations: [
        LoopOperation(id: "a"), LoopOperation(id: "b"), LoopOperation(id: "c", warpCount: 2),
      ],
      edges: [
        LoopEdge(from: 0, to: 1, delay: 3), LoopEdge(from: 1, to: 0, delay: -2, distance: 4),
        LoopEdge(from: 0, to: 2, delay: 1, kind: .order),
        LoopEdge(from: 2, to: 2, delay: 1, distance: 1),
      ])
    let schedule = LoopSchedule(
      interval: 9, starts: [0, 3, 5], warps: [WarpSet([0]), WarpSet([1]), WarpSet([0, 2])])
    let lines = try lines(instance, schedule)
    for line in [
      "  subgraph g1[\"warps 0+2\"]", "  n0 ==>|\"3\"| n1", "  n1 -.->|\"-2, +4\"| n0",
      "  n0 -->|\"1\"| n2", "  n2 -.->|\"1, +1\"| n2", "  linkStyle 1 stroke-width:3.5px",
    ] {
      #expect(lines.contains(line), "\(line) in \(lines)")
    }
    #expect(lines.contains { $0.hasPrefix("  linkStyle 2 stroke:#") })
  }

  @Test("Without warps a subgraph is a unit")
  func units() throws {
    let instance = try LoopInstance(
      name: "x", machine: LoopMachine(units: [.init(name: "mul:1", capacity: 1)]),
      operations: [
        LoopOperation(id: "a"), LoopOperation(id: "b", uses: [.init(unit: 0, from: 0, to: 1)]),
      ], edges: [])
    let lines = try lines(instance, LoopSchedule(interval: 1, starts: [0, 0]))
    #expect(lines.contains("  subgraph g0[\"no unit\"]"))
    #expect(lines.contains("  subgraph g1[\"unit mul#8288;#58;#8288;1\"]"))
  }

  /// What a name could contain that means something to Mermaid, its host or its readers.
  @Test(
    "Names cannot break out of labels",
    arguments: [
      "\"] --> n0", "end", "`**b**`", "1. list", "- list", "_i_", "a_b", "%%{init: {}}%%", "#quot;",
      "style:#fff;", "<img src=x onerror=alert(1)>", "a\nb", "---", "fa:fa-car", "", " ", "größe 2",
      "\u{fb02}\u{b0}\u{b0}35\u{b6}\u{df}", "a;b", "$$x$$", "&lt;", "|x|", "[y](z)", "~a~", "> b",
      "www.x.y", "a_b-c d", "\\",
      "\u{2028}\u{0}",
    ])
  func escaping(name: String) throws {
    let machine = LoopMachine(units: [.init(name: name, capacity: 1)])
    let instance = try LoopInstance(
      name: name, machine: machine,
      operations: [LoopOperation(id: name, uses: [.init(unit: 0, from: 0, to: 1)])],
      edges: [LoopEdge(from: 0, to: 0, delay: 1, distance: 1)])
    let lines = try lines(instance, LoopSchedule(interval: 2, starts: [2]))
    let title = try #require(
      lines[1].wholeMatch(of: /title: "((?:[^"\\]|\\U[0-9a-f]{8})*): II 2, length 3"/))
    let label = try #require(
      lines[5].wholeMatch(of: #/ {4}n0\["(.*)<br/>row 0, stage 1"\]/#), "\(lines[5])")
    let unit = try #require(lines[4].wholeMatch(of: #/ {2}subgraph g0\["unit (.*)"\]/#))
    for text in [String(title.1.replacing(/\\U[0-9a-f]{8}/, with: "")), decodedMarks(label.1)] {
      #expect(!text.contains { "\"`:;%#<>&|$*/{}[]()\\\n".contains($0) }, "\(text)")
    }
    #expect(lines.count == 11)
    #expect(decoded(label.1) == plain(name))
    #expect(decoded(unit.1) == plain(name))
    #expect(lines[7] == "  n0 -.->|\"1, +1\"| n0")
  }

  /// Without codes, which must be whole.
  private func decodedMarks(_ text: Substring) -> String {
    String(text.replacing(/#[0-9]+;/, with: ""))
  }

  /// What Mermaid shows, without word joiners.
  private func decoded(_ text: Substring) -> String {
    let shown = text.replacing(/#([0-9]+);/) { match in
      UInt32(match.1).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? "?"
    }
    var scalars = String.UnicodeScalarView()
    for scalar in shown.unicodeScalars where scalar != "\u{2060}" { scalars.append(scalar) }
    return String(scalars)
  }

  /// Names are written on one line, and marks of Markdown that work anywhere with others that look like them.
  private func plain(_ name: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\n", "\u{2028}", "\u{0}": scalars.append("_")
      case "*": scalars.append("\u{2217}")
      case "`": scalars.append("\u{2cb}")
      case "~": scalars.append("\u{223c}")
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}
