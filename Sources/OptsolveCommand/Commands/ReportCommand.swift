import ArgumentParser
import Experiments
import OptCore

/// `optsolve report`: tables of a study.
struct ReportCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "report",
      abstract: "Compare the methods of a study: .md, .csv, .tex or a page.",
      discussion: """
        Without -o the tables are printed as Markdown. Several tables in one .csv
        stand in long form (one line per entry), one table chosen with --table stands
        as it is.

        Examples:
          optsolve report study.sqlite
          optsolve report study.sqlite -o report.md -o report.csv -o report.tex
          optsolve report s.sqlite --table time-by-class --class-pattern '^(n[0-9]+)_'
          optsolve report study.sqlite --baseline mdd -o report.html
        """)
  }

  @Argument(help: "Store of a study (.sqlite).", completion: .file()) var store: String
  @Option(
    name: [.short, .long],
    help: "Output file; its extension picks the format: .md .csv .tex .html; repeatable.",
    completion: .file())
  var output: [String] = []
  @Option(help: "Only this table; repeatable.") var table: [String] = []
  @Flag(help: "Take in runs that the study does not plan any more, too.")
  var everyRun = false
  @Flag(help: "Also list every instance in .md and .tex; .csv and .html always do.")
  var details = false
  @Option(
    help: ArgumentHelp(
      "Regular expression whose groups are an instance's class; else the name without its serial number.",
      valueName: "regex"))
  var classPattern: String?
  @Option(
    help: ArgumentHelp("Compare every method with this one only.", valueName: "method"))
  var baseline: String?

  func run() throws {
    let outputs = output.isEmpty ? ["-"] : output
    try refuseOverwriting([store], by: outputs)
    let formats = try outputs.map(format(of:))
    if !table.isEmpty, formats.contains(.page) {
      throw Failure(.usage, "--table: found with a page (.html), expected .md, .csv or .tex")
    }
    let statistics = try statistics()
    let tables = try chosenTables(statistics)
    for (path, format) in zip(outputs, formats) {
      try writeFile(try text(tables, as: format, statistics, path), to: path)
    }
    let leftOut = statistics.results.leftOutCount
    if leftOut > 0 {
      Console.current.error(
        "optsolve: \(store): runs left out that the study does not plan any more: \(leftOut) "
          + "(--every-run takes them in)")
    }
    let faulty = statistics.runs.filter(\.isFaulty).count
    if faulty > 0 {
      Console.current.error(
        "optsolve: \(store): \(faulty) of \(statistics.runs.count) runs made false claims; "
          + "see the table of errors")
    }
  }

  private enum Format: String, CaseIterable {
    case markdown = "md"
    case csv
    case latex = "tex"
    case page = "html"
  }

  private func format(of path: String) throws -> Format {
    if path == "-" { return .markdown }
    if let format = Format(rawValue: SourceText(file: path, bytes: []).fileExtension) {
      return format
    }
    let known = Format.allCases.map { "." + $0.rawValue }.joined(separator: " ")
    throw Failure(.usage, "\(path): unknown format; known extensions: \(known)")
  }

  private func statistics() throws -> StudyStatistics {
    var options = StatisticsOptions()
    options.classRule = classPattern.map(ClassRule.pattern) ?? .serialNumber
    options.baseline = baseline
    do {
      let results = try ResultStore.open(store, for: .reading).results(everyRun: everyRun)
      let statistics = try StudyStatistics(of: results, options: options)
      let labels = statistics.methods.map(\.label)
      if let baseline, !labels.contains(baseline) {
        throw Failure(
          .usage,
          "--baseline: no method '\(baseline)' in \(store)"
            + suggestion(baseline, among: labels))
      }
      return statistics
    } catch let error as StoreError {
      throw Failure(error)
    } catch let error as ClassPatternError {
      throw Failure(.usage, error.description)
    }
  }

  private func chosenTables(_ statistics: StudyStatistics) throws -> [ReportTable] {
    let all = ReportTables.all(of: statistics)
    guard !table.isEmpty else { return all }
    let ids = all.map(\.id)
    return try table.map { id in
      guard let found = all.first(where: { $0.id == id }) else {
        throw Failure(.usage, "--table: no table '\(id)' here" + suggestion(id, among: ids))
      }
      return found
    }
  }

  private func text(
    _ tables: [ReportTable], as format: Format, _ statistics: StudyStatistics, _ path: String
  ) throws -> [UInt8] {
    let title = "Study \(statistics.results.name)"
    let summary = tables.filter { details || !table.isEmpty || $0.level == .summary }
    switch format {
    case .markdown: return Array(MarkdownReport.text(summary, title: title).utf8)
    case .latex: return Array(LaTeXReport.text(summary, title: title).utf8)
    case .csv: return Array(CSVReport.text(tables).utf8)
    case .page: return try page(statistics)
    }
  }

  private func page(_ statistics: StudyStatistics) throws -> [UInt8] {
    do {
      let pictures = RunDrawings(store: try ResultStore.open(store, for: .reading)).all(statistics)
      if pictures.missing > 0 {
        Console.current.error(
          "optsolve: \(pictures.missing) solutions are not drawn: their instances cannot be read where the study read them"
        )
      }
      return Array(HTMLReport(statistics, drawings: pictures.drawings).html().utf8)
    } catch {
      throw Failure(error)
    }
  }
}
