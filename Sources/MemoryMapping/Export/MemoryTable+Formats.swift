import Drawing
import OptCore

/// The files a solution can be written to, besides the result document.
enum MemoryFormat: String, Sendable, Hashable, CaseIterable {
  /// A table as comma-separated values.
  case csv
  /// A picture.
  case svg
  /// A page to explore.
  case html
  /// Offsets for programs in C.
  case header = "h"
  /// Trace events for Perfetto.
  case trace = "trace.json"
  /// A map in characters.
  case txt
}

extension MemoryTable: ExportableSchedule {
  typealias Solution = MemorySolution

  static func summary(of format: MemoryFormat) -> String {
    switch format {
    case .csv:
      "the table of buffers with their offsets, as minimalloc writes it; or one row per stay"
    case .svg: "time and addresses as a map, with the bytes in use, the peak and the capacity"
    case .html: "the same as a page to explore: zoom, search, table"
    case .header: "a header for C with the offsets"
    case .trace: "bytes in use over time and one slice per buffer as trace events for Perfetto"
    case .txt: "the map in characters, for terminals"
    }
  }

  func text(as format: MemoryFormat, _ remarks: [(key: String, value: String)]) -> String {
    switch format {
    case .csv: csv()
    case .svg: map(remarks).svg()
    case .html: page(remarks)
    case .header: header(remarks)
    case .trace: MemoryTrace(self).text()
    case .txt: MemoryTextMap(self).text(remarks)
    }
  }
}

extension MemoryTable {
  /// The instance with offsets, or one row for every stay.
  func csv() -> String {
    if let allocation {
      return String(
        decoding: allocation.instance.csv(offsets: allocation.offsets), as: UTF8.self)
    }
    var text = "id,offset,size,lower,upper,entry,ready,copy_out_begin,copy_out_end,saved_ps\n"
    for block in blocks {
      guard case .stay(let stay) = block.kind else { continue }
      let cells = [
        AllocationInstance.cell(block.name), String(block.offset), String(block.size),
        String(stay.lower), String(stay.upper), stay.entry.name, String(stay.ready),
        stay.copyOut.map { String($0.begin) } ?? "", stay.copyOut.map { String($0.end) } ?? "",
        String(block.saved),
      ]
      text += cells.joined(separator: ",") + "\n"
    }
    return text
  }

  /// The most rows of the table of a page.
  private static let mostRows = 10_000

  /// The map and the table of buffers on a page that needs nothing else.
  func page(_ remarks: [(key: String, value: String)]) -> String {
    let columns =
      program == nil
      ? ["buffer", "begin", "end", "size", "offset", "top"]
      : [
        "tensor", "begin", "end", "size", "offset", "top", "entry", "ready", "copied out",
        "saved ps",
      ]
    var shown = Array(blocks.indices)
    if shown.count > MemoryTable.mostRows {
      shown.sort { (blocks[$1].size, $0) < (blocks[$0].size, $1) }
      shown = Array(shown[..<MemoryTable.mostRows])
    }
    var page = InteractivePage(
      title: "\(name): memory map", picture: map(remarks).svg(), columns: columns,
      rows: shown.map { InteractivePage.Row(key: blocks[$0].name, cells: cells(of: blocks[$0])) })
    page.searchHint = blocks.first?.name ?? ""
    var headline = "peak \(NumberText.of(peak))"
    if let program { headline = "saves \(NumberText.of(program.cost.saved)) ps, " + headline }
    if shown.count < blocks.count { headline += ", table of the largest \(shown.count)" }
    page.summary = InteractivePage.summary(headline, remarks)
    return page.html()
  }

  private func cells(of block: Block) -> [String] {
    let numbers = [
      block.times.lowerBound, block.times.upperBound, block.size, block.offset, block.top,
    ].map(String.init)
    guard program != nil else { return [block.name] + numbers }
    guard case .stay(let stay) = block.kind else {
      return [block.name] + numbers + ["reserved", "", "", ""]
    }
    return [block.name] + numbers + [
      stay.entry.name, String(stay.ready), stay.copyOut.map { "\($0.begin)-\($0.end)" } ?? "",
      String(block.saved),
    ]
  }
}

extension Mapping.Entry {
  /// As files write it.
  var name: String {
    switch self {
    case .define: "define"
    case .copy: "copy"
    case .preload: "preload"
    }
  }
}
