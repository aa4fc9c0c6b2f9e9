import Experiments
import OptCore
import TestSupport
import Testing

@Suite("Report tables and their texts")
struct ReportTablesTests {
  /// Two families, ties, a zero reference, a fault, a failure, seeds, a method without runs on one instance.
  static var study: StudyFixture {
    var fixture = StudyFixture()
    fixture.methods = ["exact", "mdd", "50% & more"]
    for (index, optimum) in [100, 250, 0].enumerated() {
      let name = "n20_tf.2_\(index + 1)"
      let best = ObjectiveValue.integer(optimum)
      fixture.reference(name, lower: best, upper: best, source: "table 2")
      fixture.add(
        "exact", on: name, size: 20, best, bound: best, status: .optimal, termination: .proved,
        time: 0.25, trajectory: [(0.01, .integer(optimum + 3)), (0.2, best)])
      fixture.add("mdd", on: name, size: 20, .integer(optimum + 5 * index), time: 0.001)
      for seed in 1...2 {
        fixture.add(
          "50% & more", on: name, size: 20, seed: UInt64(seed),
          .integer(optimum + index * seed), termination: .timeLimit, time: 60,
          trajectory: [(2, .integer(optimum + index * seed))])
      }
    }
    fixture.add(
      "exact", on: "n50_tf.2_1", size: 50, nil, termination: nil, time: 3,
      ending: .signalled(11))
    fixture.add("mdd", on: "n50_tf.2_1", size: 50, 900)
    fixture.add("exact", on: "m1", family: "gain", size: 8, 70, bound: 80, time: 2)
    fixture.add("mdd", on: "m1", family: "gain", size: 8, 75, bound: 72, time: 1)
    return fixture
  }

  static var tables: [ReportTable] {
    get throws { try ReportTables.all(of: study.results) }
  }

  @Test("Every row has a cell per column, identifiers are unique")
  func shape() throws {
    let tables = try ReportTablesTests.tables
    #expect(Set(tables.map(\.id)).count == tables.count)
    for table in tables {
      #expect(table.rows.allSatisfy { $0.count == table.columns.count }, "\(table.id)")
      #expect(!table.rows.isEmpty, "\(table.id)")
    }
  }

  @Test("The tables say what was built in by hand")
  func content() throws {
    let tables = Dictionary(uniqueKeysWithValues: try ReportTablesTests.tables.map { ($0.id, $0) })
    let errors = try #require(tables["errors"])
    // The bound 72 of a maximised objective excludes the run's own solution of 75.
    #expect(errors.rows.map { $0[1].text } == ["m1"])
    #expect(errors.rows[0][4].mark == .error)
    #expect(tables["failures"]?.rows.map { $0[4].text } == ["ended by signal 11"])
    let quality = try #require(tables["quality-smtt"])
    // 50% & more: 0 on the first, (1 + 2) / 2 / 250 = .6 % on the second: mean .3 %; excess (2 + 4) / 2 = 3 at 0.
    #expect(quality.rows[2].map(\.text).prefix(4) == ["50% & more", "0.30", "0.20", "0.40"])
    #expect(quality.rows[2][5].number == 3)
    #expect(quality.rows[2][1].runCount == 4)
    let overall = try #require(tables["quality"])
    #expect(!overall.columns.contains { $0.title == "pooled %" || $0.title == "excess at 0" })
  }

  @Test("Markdown, CSV and LaTeX as reviewed")
  func golden() throws {
    let tables = try ReportTablesTests.tables
    let markdown = MarkdownReport.text(tables, title: "Study trial")
    #expect(try goldenDifference(markdown, "report.md") == nil)
    #expect(try goldenDifference(CSVReport.text(tables), "report.csv") == nil)
    let latex = LaTeXReport.text(tables, title: "Study trial")
    #expect(try goldenDifference(latex, "report.tex") == nil)
    let quality = tables.filter { $0.id == "quality-smtt" }
    #expect(try goldenDifference(CSVReport.text(quality), "quality.csv") == nil)
  }

  @Test("No name can break a format")
  func escaping() throws {
    let name = "a|b*c_ <d> & \"e\",\n{f} $5 10% #1 ~x^2 \\y `z` [w](u) n_1"
    let table = ReportTable(
      id: "t_1", title: "T", caption: "C", columns: [.key("name"), .init("value")],
      rows: [
        [.init(name), .init("-1.5", number: -1.5, runCount: 3, mark: .best)],
        [.init("[x]"), .init("bad", mark: .error)],
      ])
    let markdown = MarkdownReport.text([table], title: "T")
    let row = try #require(markdown.split(separator: "\n").first { $0.contains("d\\>") })
    #expect(
      row
        == #"| a\|b\*c\_ \<d\> &amp; "e", {f} \$5 10% #1 \~x^2 \\y \`z\` \[w\](u) n_1 | **-1.5** (3) |"#
    )
    let latex = LaTeXReport.text([table], title: "T\n\\input{x}")
    #expect(
      latex.contains(
        ##"a\textbar{}b*c\_ \textless{}d\textgreater{} \& {''}e{''}, \{f\} \$5 10\% \#1 "##
          + ##"\textasciitilde{}x\textasciicircum{}2 \textbackslash{}y "##
          + ##"\textasciigrave{}z\textasciigrave{} [w](u) n\_1 & "##
          + ##"\textbf{$-$1.5}\runcount{3} \\"##))
    #expect(latex.contains(##"{}[x] & \reporterror{bad} \\"##))
    #expect(latex.contains("\\label{tab:t-1}"))
    #expect(latex.hasPrefix("% T \\input{x}\n"))
    let csv = CSVReport.text([table])
    #expect(
      csv == "name,value,value runs\n"
        + "\"a|b*c_ <d> & \"\"e\"\",\n{f} $5 10% #1 ~x^2 \\y `z` [w](u) n_1\",-1.5,3\n[x],bad,\n")
  }

  @Test("An empty study has tables without rows rather than a crash")
  func empty() throws {
    var fixture = StudyFixture()
    fixture.runs = []
    let tables = try ReportTables.all(of: fixture.results)
    #expect(tables.map(\.id) == ["study", "settings", "machines", "instances"])
    #expect(MarkdownReport.text(tables, title: "x").contains("| instances"))
  }
}
