extension ResultDocument {
  /// What a result document says about the run, for the heading of a picture: method, status, bound and gap, as far
  /// as they are stated. Another text says nothing.
  public static func remarks(in document: JSONValue) -> [(key: String, value: String)] {
    guard document["schema"]?.asString == ResultDocument.schema else { return [] }
    var remarks: [(key: String, value: String)] = []
    if let method = document["method"]?.asString { remarks.append(("method", method)) }
    if let status = document["status"]?.asString {
      let end = document["termination"]?.asString.map { " (\($0.replacing("_", with: " ")))" }
      remarks.append(("status", status + (end ?? "")))
    }
    guard document["status"]?.asString != "optimal" else { return remarks }
    if let bound = document["bound"], bound.asReal != nil {
      remarks.append(("bound", bound.compact()))
    }
    if let gap = document["gap"]?.asReal {
      remarks.append(("gap", "\((gap * 1e4).rounded() / 100) %"))
    }
    return remarks
  }
}
