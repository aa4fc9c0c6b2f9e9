/// A self-contained HTML page around a picture: tooltips, zoom, search and a table whose rows and
/// the shapes of the picture point at each other through their keys.
///
/// The page refers to no other file and makes no request; without JavaScript it still shows
/// picture and table.
public struct InteractivePage: Sendable, Hashable {
  /// A row of the table.
  public struct Row: Sendable, Hashable {
    /// The key of the shapes (`data-key`) that belong to the row; may be empty.
    public var key: String
    /// The text of each column.
    public var cells: [String]
    /// Whether the row stands out from the others.
    public var isHighlighted: Bool

    /// A row with the given key and cells.
    public init(key: String, cells: [String], isHighlighted: Bool = false) {
      self.key = key
      self.cells = cells
      self.isHighlighted = isHighlighted
    }
  }

  /// Shown in the title bar of the browser.
  public var title: String
  /// What one looks for in the search field, such as `job number`.
  public var searchHint = "label"
  /// Stated in the bar that stays at the top; may be empty.
  public var summary = ""
  /// The picture, an SVG document as the charts of this module return it.
  public var picture: String
  /// Headings of the table.
  public var columns: [String]
  /// Rows of the table in their first order.
  public var rows: [Row]

  /// A page with the given picture and table.
  public init(title: String, picture: String, columns: [String], rows: [Row]) {
    self.title = title
    self.picture = picture
    self.columns = columns
    self.rows = rows
  }

  /// The page as an HTML document.
  public func html() -> String {
    var text = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    text += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    text +=
      "<title>\(escaped(title))</title>\n<style>\(PageAssets.style)</style>\n</head>\n<body>\n"
    text += PageAssets.toolbar(
      searchHint: escaped(searchHint), summary: escaped(summary))
    text += "<div id=\"picture\">\n\(picture)</div>\n"
    appendTable(to: &text)
    text += "<div id=\"tip\"></div>\n<script>\(PageAssets.script)</script>\n</body>\n</html>\n"
    return text
  }

  private func appendTable(to text: inout String) {
    guard !columns.isEmpty else { return }
    text += "<table id=\"table\">\n<thead><tr>"
    for column in columns { text += "<th scope=\"col\">\(escaped(column))</th>" }
    text += "</tr></thead>\n<tbody>\n"
    for row in rows {
      text += "<tr data-key=\"\(escaped(row.key))\""
      text += row.isHighlighted ? " class=\"mark\">" : ">"
      for cell in row.cells { text += "<td>\(escaped(cell))</td>" }
      text += "</tr>\n"
    }
    text += "</tbody>\n</table>\n"
  }

  private func escaped(_ text: String) -> String {
    var buffer: [UInt8] = []
    Escaping.append(text, to: &buffer)
    return String(decoding: buffer, as: UTF8.self)
  }
}

extension InteractivePage {
  /// The summary of a result: a headline, then remarks about the run, without their names where the value says enough.
  ///
  /// - Parameter remarks: such as (`status`, `optimal`); their numbers are written as pictures show numbers.
  public static func summary(_ headline: String, _ remarks: [(key: String, value: String)])
    -> String
  {
    let words = remarks.map { remark in
      let value = NumberText.of(remark.value)
      return ["method", "status"].contains(remark.key) ? value : "\(remark.key) \(value)"
    }
    return ([headline] + words).joined(separator: ", ")
  }
}
