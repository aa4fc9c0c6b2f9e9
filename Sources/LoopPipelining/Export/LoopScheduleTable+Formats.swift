import Drawing
import OptCore

/// The files a modulo schedule can be written to, besides the result document.
enum LoopScheduleFormat: String, Sendable, Hashable, CaseIterable {
  /// The kernel as a table, with prologue, epilogue and what there is to know for writing the code.
  case txt
  /// A table as comma-separated values.
  case csv
  /// A picture.
  case svg
  /// A page to explore.
  case html
  /// Trace events for Perfetto.
  case trace = "trace.json"
  /// The graph of dependences for GraphViz.
  case dot
  /// The same as a flowchart of Mermaid.
  case mmd
}

extension LoopScheduleTable: ExportableSchedule {
  static func summary(of format: LoopScheduleFormat) -> String {
    switch format {
    case .txt: "kernel, prologue and epilogue as tables to code from, buffers, roles of the warps"
    case .csv: "the schedule as a table, one row per operation"
    case .svg: "the steady state drawn by unit and warp, with memories and registers"
    case .html: "the same as a page to explore: zoom, search, table"
    case .trace: "some iterations as trace events for Perfetto (a cycle is 1 us)"
    case .dot: "the graph of dependences for GraphViz, operations grouped by warps"
    case .mmd: "the same as a flowchart of Mermaid, which Markdown pages show"
    }
  }

  func text(as format: LoopScheduleFormat, _ remarks: [(key: String, value: String)]) -> String {
    switch format {
    case .txt: text(remarks)
    case .csv: csv()
    case .svg: chart(remarks).svg()
    case .html: page(remarks)
    case .trace: trace()
    case .dot: dot()
    case .mmd: mermaid()
    }
  }
}

extension LoopScheduleTable {
  /// The schedule as comma-separated values: a heading and one row per operation; numbers are 0-based, several warps or units are
  /// separated by spaces.
  func csv() -> String {
    var text = "id,start,stage,row,cycles,warps,units,ring_depth,lifetime\n"
    for (v, row) in rows.enumerated() {
      let values = [
        instance.operations[v].id, String(row.start), String(row.stage), String(row.row),
        String(instance.operations[v].cycles), row.warps.map(String.init).joined(separator: " "),
        unitNames(of: row), String(row.ringDepth), String(row.lifetime),
      ]
      text += values.map(quoted).joined(separator: ",") + "\n"
    }
    return text
  }

  /// The picture and the table of operations on a page that needs nothing else.
  func page(_ remarks: [(key: String, value: String)]) -> String {
    var page = InteractivePage(
      title: "\(instance.name): software pipeline", picture: chart(remarks).svg(),
      columns: [
        "op", "start", "stage", "row", "cycles", "warps", "units", "copies", "lifetime", "waits",
      ],
      rows: rows.enumerated().map { v, row in
        InteractivePage.Row(
          key: name(of: v),
          cells: [
            name(of: v), String(row.start), String(row.stage), String(row.row),
            String(instance.operations[v].cycles),
            row.warps.map(String.init).joined(separator: " "), unitNames(of: row),
            String(row.ringDepth), String(row.lifetime), row.waits ? "yes" : "",
          ], isHighlighted: row.waits)
      })
    page.searchHint = rows.isEmpty ? "" : name(of: 0)
    page.summary = InteractivePage.summary(
      "II \(NumberText.of(interval)), length \(NumberText.of(length))", remarks)
    return page.html()
  }

  private func unitNames(of row: Row) -> String {
    row.units.map { units[$0].name }.joined(separator: " ")
  }

  private func quoted(_ field: String) -> String {
    let special: Set<Unicode.Scalar> = [",", "\"", "\n", "\r"]
    guard field.unicodeScalars.contains(where: special.contains) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}
