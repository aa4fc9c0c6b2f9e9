/// A table of a report as data: what every writer (Markdown, CSV, LaTeX, HTML) shows.
///
/// All texts are plain: each writer escapes them for its own format.
public struct ReportTable: Sendable, Hashable {
  /// Whether a table sums up many runs or lists single instances, runs or settings.
  public enum Level: String, Sendable, Hashable {
    case summary
    case detail
  }

  /// Unique in a report, lower-case words joined by hyphens: `deviation-by-size`.
  public var id: String
  /// A short title.
  public var title: String
  /// What the cells are, in one or two sentences.
  public var caption: String
  /// Rules and exceptions a reader has to know, one sentence each.
  public var notes: [String]
  /// Whether it sums up or lists.
  public var level: Level
  /// The columns, from left to right.
  public var columns: [Column]
  /// The rows, from top to bottom; each has one cell per column.
  public var rows: [[Cell]]

  /// Puts a table together.
  public init(
    id: String, title: String, caption: String, notes: [String] = [], level: Level = .summary,
    columns: [Column], rows: [[Cell]]
  ) {
    self.id = id
    self.title = title
    self.caption = caption
    self.notes = notes
    self.level = level
    self.columns = columns
    self.rows = rows
  }

  /// A column's head.
  public struct Column: Sendable, Hashable {
    /// Where its cells are set.
    public enum Alignment: String, Sendable, Hashable {
      case left
      case right
    }

    /// The head, with the unit: `mean deviation %`.
    public var title: String
    /// Names to the left, numbers to the right.
    public var alignment: Alignment
    /// What the column says, in full; nil = the title says it.
    public var help: String?
    /// Whether the column names the row rather than measures something.
    public var isKey: Bool

    /// A column of numbers.
    public init(_ title: String, help: String? = nil) {
      self.init(title: title, alignment: .right, help: help, isKey: false)
    }

    /// A column in full.
    public init(title: String, alignment: Alignment, help: String? = nil, isKey: Bool = false) {
      self.title = title
      self.alignment = alignment
      self.help = help
      self.isKey = isKey
    }

    /// A column that names the row.
    public static func key(_ title: String) -> Column {
      Column(title: title, alignment: .left, isKey: true)
    }

    /// A column of words.
    public static func words(_ title: String, help: String? = nil) -> Column {
      Column(title: title, alignment: .left, help: help)
    }
  }

  /// One entry.
  public struct Cell: Sendable, Hashable {
    /// How an entry stands out.
    public enum Mark: String, Sendable, Hashable {
      case plain
      /// The best of its row or column.
      case best
      /// An error: to be shown in red.
      case error
    }

    /// What is shown; empty where there is nothing to say.
    public var text: String
    /// The number behind the text, unrounded, for sorting and for CSV; nil for words.
    public var number: Double?
    /// How many runs the entry is made from; nil where that means nothing.
    public var runCount: Int?
    /// How it stands out.
    public var mark: Mark

    /// An entry in full.
    public init(_ text: String, number: Double? = nil, runCount: Int? = nil, mark: Mark = .plain) {
      self.text = text
      self.number = number
      self.runCount = runCount
      self.mark = mark
    }

    /// A count.
    public init(count: Int, runCount: Int? = nil, mark: Mark = .plain) {
      self.init(String(count), number: Double(count), runCount: runCount, mark: mark)
    }

    /// Nothing to say.
    public static let none = Cell("")
  }
}
