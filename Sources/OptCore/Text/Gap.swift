/// A relative gap written as `0.05` or `5%`; nil when the text is none from 0 to 1.
public func relativeGap(text: some StringProtocol) -> Double? {
  let isPercentage = text.hasSuffix("%")
  guard let number = Double(isPercentage ? String(text.dropLast()) : String(text)),
    0 <= number, number <= (isPercentage ? 100 : 1)
  else { return nil }
  return isPercentage ? number / 100 : number
}
