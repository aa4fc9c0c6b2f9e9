import OptCore

/// A study's results as one self-contained page: no other file, no request, readable without scripts.
///
/// Tables sort and filter, charts tell values under the pointer, every run opens with its course, its settings and,
/// where one was given, its drawing. Light and dark, wide and narrow, on paper, with the keyboard.
public struct HTMLReport {
  /// A picture of a run's solution.
  public struct Drawing: Sendable, Hashable {
    /// The run's key.
    public var key: String
    /// An SVG document.
    public var svg: String

    /// Pairs a run with a picture.
    public init(key: String, svg: String) {
      self.key = key
      self.svg = svg
    }
  }

  private let statistics: StudyStatistics
  private let drawings: [Drawing]

  /// A page about `statistics`; runs without a drawing open without one.
  public init(_ statistics: StudyStatistics, drawings: [Drawing] = []) {
    self.statistics = statistics
    self.drawings = drawings
  }

  /// The runs most worth a drawing: the best run of every instance, then the best runs of its other methods.
  ///
  /// - Parameter limit: how many at most; instances take turns.
  public static func worthDrawing(_ statistics: StudyStatistics, limit: Int) -> [RunRecord] {
    var leaders: [RunFacts] = []
    var others: [RunFacts] = []
    for instance in statistics.instances.indices {
      let sense = statistics.instances[instance].sense
      let best = statistics.methods.indices.compactMap { method in
        first(of: statistics.allRuns(instance: instance, method: method), sense)
      }
      guard let leader = first(of: best[...], sense) else { continue }
      leaders.append(leader)
      others += best.filter { $0.recordIndex != leader.recordIndex }
    }
    return (leaders + others).prefix(limit).map { statistics.record(of: $0) }
  }

  /// The first of the runs with the best objective; nil when none has a solution.
  private static func first(of runs: ArraySlice<RunFacts>, _ sense: ObjectiveSense) -> RunFacts? {
    var best: RunFacts?
    for run in runs {
      guard let objective = run.objective else { continue }
      if let known = best?.objective, !objective.isBetter(than: known, sense) { continue }
      best = run
    }
    return best
  }

  /// The page as an HTML document.
  ///
  /// - Complexity: O(size of the statistics' tables + runs).
  public func html() -> String {
    let name = HTMLText.escaped(statistics.results.name)
    let sections = sections().filter { !$0.content.isEmpty }
    var text = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    text += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    text += "<meta name=\"generator\" content=\"optsolve\">\n<title>\(name)</title>\n"
    text += "<style>\(PageStyle.css)</style>\n</head>\n<body>\n"
    text += "<a class=\"skip\" href=\"#content\">skip to the results</a>\n"
    text += "<header><h1>\(name)</h1>\n" + facts + "</header>\n" + navigation(sections)
    text += "<main id=\"content\">\n" + faults
    for section in sections {
      text +=
        "<section id=\"\(section.id)\"><h2>\(section.title)</h2>\n\(section.content)</section>\n"
    }
    text += "</main>\n<dialog id=\"run\" aria-label=\"one run\"></dialog>\n" + templates
    text += "<footer>Made by optsolve. Vocabulary: gap = distance to a proven bound; deviation = "
    text += "distance to a reference value.</footer>\n"
    text += "<script type=\"application/json\" id=\"data\">"
    text += HTMLText.script(PageData(statistics: statistics).json()) + "</script>\n"
    return text + "<script>\n" + PageScript.all + "</script>\n</body>\n</html>\n"
  }

  /// A part of the page with an entry in its navigation; left out when it is empty.
  private struct Section {
    let id: String
    let entry: String
    let title: String
    let content: String
  }

  private func sections() -> [Section] {
    let tables = ReportTables.all(of: statistics)
    let charts = ReportScope.all(of: statistics).enumerated().map {
      PageCharts(statistics: statistics, scope: $1, number: $0)
    }
    func section(_ id: String, _ entry: String, _ title: String, _ content: String) -> Section {
      Section(id: id, entry: entry, title: title, content: content)
    }
    return [
      section("summary", "Summary", "Summary", summary(tables)),
      section("profiles", "Profiles", "Performance profiles", charts.map(\.profiles).joined()),
      section("anytime", "Anytime", "Anytime quality", charts.map(\.anytime).joined()),
      section("sizes", "By size", "Results by size", charts.map(\.bySize).joined()),
      section("instances", "Instances", "Instances", grid("instance")),
      section("runs", "Runs", "Runs", grid("run")),
      section("more", "Tables", "More tables", rest(tables)),
      section("settings", "Settings", "Settings", settings(tables)),
    ]
  }

  private func navigation(_ sections: [Section]) -> String {
    "<nav aria-label=\"sections\"><ul>"
      + sections.map { "<li><a href=\"#\($0.id)\">\($0.entry)</a></li>" }.joined()
      + "</ul></nav>\n"
  }

  private var facts: String {
    let runs = statistics.runs
    let failed = runs.filter(\.isFailed).count
    var items = [
      ("\(runs.count)", "runs", ""), ("\(statistics.instances.count)", "instances", ""),
      ("\(statistics.methods.count)", "methods", ""),
      ("\(runs.filter { $0.isProven && !$0.isFaulty }.count)", "proofs", ""),
    ]
    if failed > 0 { items.append(("\(failed)", "failed runs", " class=\"bad\"")) }
    if !statistics.faults.isEmpty {
      items.append(("\(statistics.faults.count)", "contradictions", " class=\"bad\""))
    }
    return "<div class=\"facts\">"
      + items.map { "<div\($0.2)><b>\($0.0)</b><span>\($0.1)</span></div>" }.joined() + "</div>\n"
  }

  private var faults: String {
    guard !statistics.faults.isEmpty else { return "" }
    let shown = statistics.faults.prefix(20)
    var text =
      "<section class=\"faults\" role=\"alert\"><h2>Errors</h2>\n<p>These claims cannot be "
    text += "true. The runs are left out of every mean.</p>\n<ul>\n"
    for fault in shown {
      let run = statistics.runs[fault.runIndex]
      let instance = statistics.instances[run.instanceIndex].instance
      let method = statistics.methods[run.methodIndex].label
      let key = HTMLText.escaped(PageData.shortKey(statistics.record(of: run)))
      let name = HTMLText.escaped("\(instance.name), \(method), seed \(run.seed)")
      text += "<li><a href=\"#run=\(key)\">\(name)</a>: \(HTMLText.escaped(fault.message))</li>\n"
    }
    let more = statistics.faults.count - shown.count
    if more > 0 { text += "<li>and \(more) more</li>\n" }
    return text + "</ul></section>\n"
  }

  private static let summaryTables = ["outcomes", "quality", "times"]
  private static let settingTables = ["study", "settings", "machines"]

  private func summary(_ tables: [ReportTable]) -> String {
    html(of: tables.filter { HTMLReport.belongs($0, to: HTMLReport.summaryTables) })
  }

  private func settings(_ tables: [ReportTable]) -> String {
    html(of: tables.filter { HTMLReport.settingTables.contains($0.id) })
  }

  /// What neither summary nor settings show; the list of instances is a table of its own.
  private func rest(_ tables: [ReportTable]) -> String {
    html(
      of: tables.filter {
        !HTMLReport.belongs($0, to: HTMLReport.summaryTables + HTMLReport.settingTables)
          && $0.id != "instances"
      })
  }

  /// Whether a table is one of `ids`, for the whole study or for one family.
  private static func belongs(_ table: ReportTable, to ids: [String]) -> Bool {
    ids.contains { table.id == $0 || table.id.hasPrefix($0 + "-") }
  }

  private func html(of tables: [ReportTable]) -> String {
    tables.map { PageTable(table: $0).html }.joined()
  }

  private func grid(_ kind: String) -> String {
    let hint =
      kind == "run"
      ? "Enter or a click opens a run: its course, its settings, its drawing."
      : "Enter or a click shows the runs of an instance."
    return "<p class=\"note hint\">\(hint)</p><div class=\"tools\" id=\"\(kind)-tools\"></div>\n"
      + "<div id=\"\(kind)-grid\"><noscript>This table needs JavaScript; <code>optsolve report "
      + "STORE -o F.csv</code> and <code>.md</code> hold the same data.</noscript></div>\n"
  }

  private var templates: String {
    drawings.map {
      "<template id=\"drawing-\(HTMLText.escaped(PageData.short($0.key)))\">\($0.svg)</template>\n"
    }.joined()
  }
}
