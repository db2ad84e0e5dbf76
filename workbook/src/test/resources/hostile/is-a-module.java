module a.b {}
